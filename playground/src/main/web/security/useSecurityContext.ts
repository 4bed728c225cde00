import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type TokenVerdict, explainToken } from '../api/playgroundApi.js';
import { type Identity, identityOf } from './identity.js';
import { refresh } from './openIdConnect.js';
import { SignInStore } from './signInStore.js';
import { TokenStore } from './tokenStore.js';

/** The token in use, and what is known about it. */
export interface SecurityContext {
  readonly token: string | null;
  readonly verdict: TokenVerdict | null;
  readonly identity: Identity | null;
  readonly expired: boolean;
  readonly set: (token: string | null) => void;
  /** Gets the next token from the issuer; null if the token did not come from a sign-in that allows it. */
  readonly renew: (() => Promise<void>) | null;
}

/** How long before its end a token from a sign-in is replaced. */
const RENEW_BEFORE_MILLIS = 60_000;
/** Timers of a browser hold 31 bits; a later end is looked at again after this. */
const LONGEST_TIMER_MILLIS = 24 * 3_600_000;

const tokenStore = new TokenStore(localStorage);
export const signInStore = new SignInStore(sessionStorage);

export function useSecurityContext(): SecurityContext {
  const token = useSyncExternalStore(tokenStore.subscribe, tokenStore.get);
  const [explained, setExplained] = useState<{ readonly token: string; readonly verdict: TokenVerdict } | null>(null);

  useEffect(() => {
    window.addEventListener('storage', tokenStore.onStorage);
    return () => window.removeEventListener('storage', tokenStore.onStorage);
  }, []);

  useEffect(() => {
    if (token === null) {
      return;
    }
    const controller = new AbortController();
    explainToken(token, controller.signal).then(
      (verdict) => setExplained({ token, verdict }),
      // Without a verdict the token's own payload is shown; the next request says whether it is accepted.
      () => undefined,
    );
    return () => controller.abort();
  }, [token]);

  const verdict = explained !== null && explained.token === token ? explained.verdict : null;
  const identity = useMemo(() => (token === null ? null : identityOf(token, verdict)), [token, verdict]);
  const expired = useIsPast(identity?.expiresAt ?? null);
  const renew = useRenewal(token);
  useRenewBeforeExpiry(identity?.expiresAt ?? null, renew);

  const set = useCallback((next: string | null) => tokenStore.set(next), []);
  return { token, verdict, identity, expired, set, renew };
}

function useRenewal(token: string | null): (() => Promise<void>) | null {
  return useMemo(() => {
    const session = signInStore.session();
    if (session === null || session.idToken !== token || session.refreshToken === undefined) {
      return null;
    }
    const { client, refreshToken } = session;
    return async () => {
      const tokens = await refresh(client, refreshToken);
      if (tokens.idToken === null) {
        throw new Error('The issuer answered the refresh without an ID token.');
      }
      signInStore.keepSession({
        client,
        idToken: tokens.idToken,
        refreshToken: tokens.refreshToken ?? refreshToken,
      });
      tokenStore.set(tokens.idToken);
    };
  }, [token]);
}

function useRenewBeforeExpiry(expiresAt: Date | null, renew: (() => Promise<void>) | null): void {
  useEffect(() => {
    if (expiresAt === null || renew === null) {
      return;
    }
    const remaining = expiresAt.getTime() - Date.now();
    if (remaining <= 0 || remaining > LONGEST_TIMER_MILLIS) {
      return;
    }
    const wait = Math.max(remaining - RENEW_BEFORE_MILLIS, remaining / 2);
    // A failed renewal leaves the old token: its countdown runs out in plain sight.
    const timer = setTimeout(() => void renew().catch(() => undefined), wait);
    return () => clearTimeout(timer);
  }, [expiresAt, renew]);
}

/** Whether the moment has passed; turns true by itself when it does. */
function useIsPast(moment: Date | null): boolean {
  const [, setTurned] = useState(0);
  useEffect(() => {
    const wait = moment === null ? 0 : moment.getTime() - Date.now();
    if (wait <= 0 || wait > LONGEST_TIMER_MILLIS) {
      return;
    }
    const timer = setTimeout(() => setTurned((count) => count + 1), wait + 50);
    return () => clearTimeout(timer);
  }, [moment]);
  return moment !== null && moment.getTime() <= Date.now();
}
