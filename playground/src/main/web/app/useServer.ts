import { useCallback, useEffect, useState } from 'react';
import { type Failure, failureOf } from '../api/failure.js';
import { type PlaygroundContext, loadContext } from '../api/playgroundApi.js';

export interface Server {
  /** What the server last said about itself; null before its first answer. */
  readonly context: PlaygroundContext | null;
  readonly failure: Failure | null;
  /** Grows with each answer: what the server serves may be new then. */
  readonly revision: number;
  /** Asks again, for instance after a model file changed. */
  readonly reload: () => void;
}

/** Asks the server about itself at the start, and each time that the window gets the focus back. */
export function useServer(): Server {
  const [context, setContext] = useState<PlaygroundContext | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [revision, setRevision] = useState(0);

  const reload = useCallback(() => {
    loadContext().then(
      (loaded) => {
        setContext(loaded);
        setFailure(null);
        setRevision((count) => count + 1);
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
  }, []);

  useEffect(() => {
    reload();
    window.addEventListener('focus', reload);
    return () => window.removeEventListener('focus', reload);
  }, [reload]);

  return { context, failure, revision, reload };
}
