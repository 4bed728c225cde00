import { useCallback, useEffect, useState } from 'react';
import { type Failure, failureOf } from '../api/failure.js';
import { type PlaygroundContext, loadContext } from '../api/playgroundApi.js';

export interface Server {
  /** What the server last said about itself; null before its first answer. */
  readonly context: PlaygroundContext | null;
  readonly failure: Failure | null;
  /** Asks again, for instance after a model file changed. */
  readonly reload: () => void;
}

/** Asks the server about itself at the start, and each time that the window gets the focus back. */
export function useServer(): Server {
  const [context, setContext] = useState<PlaygroundContext | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const reload = useCallback(() => {
    loadContext().then(
      (loaded) => {
        setContext((known) => (JSON.stringify(known) === JSON.stringify(loaded) ? known : loaded));
        setFailure(null);
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
  }, []);

  useEffect(() => {
    reload();
    window.addEventListener('focus', reload);
    return () => window.removeEventListener('focus', reload);
  }, [reload]);

  return { context, failure, reload };
}
