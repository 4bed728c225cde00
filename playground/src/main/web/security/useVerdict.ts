import { useEffect, useState } from 'react';
import { failureOf } from '../api/failure.js';
import { type TokenVerdict, explainToken } from '../api/playgroundApi.js';

export type VerdictState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly verdict: TokenVerdict }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Long enough for a paste or a burst of typing. */
const SETTLE_MILLIS = 250;

/** The server's verdict about a token that is being typed. */
export function useVerdict(token: string): VerdictState {
  const [state, setState] = useState<VerdictState>({ kind: 'none' });

  useEffect(() => {
    if (token === '') {
      setState({ kind: 'none' });
      return;
    }
    setState({ kind: 'asking' });
    const controller = new AbortController();
    const timer = setTimeout(() => {
      explainToken(token, controller.signal).then(
        (verdict) => setState({ kind: 'known', verdict }),
        (error: unknown) => {
          if (!controller.signal.aborted) {
            setState({ kind: 'unavailable', reason: failureOf(error).message });
          }
        },
      );
    }, SETTLE_MILLIS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [token]);

  return state;
}
