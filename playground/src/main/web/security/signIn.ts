import type { Callback } from './callback.js';
import { type Tokens, authorizationUrl, checkedCallback, discover, exchangeCode, newSignIn } from './openIdConnect.js';
import { signInFailure } from './signInFailure.js';
import type { ClientSettings, PendingSignIn, SignInPurpose, SignInStore } from './signInStore.js';

/** The one address that issuers send the browser back to: the Playground's own, without a path. */
export function redirectUri(): string {
  return `${location.origin}/`;
}

/**
 * Leaves for the issuer's sign-in page.
 *
 * @throws Error with a text for the user if the issuer cannot be used
 */
export async function startSignIn(store: SignInStore, purpose: SignInPurpose, client: ClientSettings): Promise<void> {
  const signIn = newSignIn(purpose, client, redirectUri(), location.hash);
  let url;
  try {
    url = await authorizationUrl(await discover(client.issuer), signIn);
  } catch (error) {
    throw new Error(signInFailure('discovery', error, signIn.redirectUri));
  }
  store.begin(signIn);
  location.assign(url);
}

/** What came back from an issuer when the page was loaded. */
export type Arrival = SecurityContextArrival | TokenPageArrival | RefusedArrival;

interface ArrivalBase {
  /** The fragment of the page that the user had left. */
  readonly returnTo: string;
}

export interface SecurityContextArrival extends ArrivalBase {
  readonly kind: 'securityContext';
  readonly client: ClientSettings;
  readonly tokens: Promise<Tokens>;
}

export interface TokenPageArrival extends ArrivalBase {
  readonly kind: 'tokenPage';
  readonly signIn: PendingSignIn;
  readonly parameters: URLSearchParams;
}

export interface RefusedArrival extends ArrivalBase {
  readonly kind: 'refused';
  readonly reason: string;
}

/** Receives the answer of an issuer: once, because the code in it works once. */
export function arrive(store: SignInStore, callback: Callback): Arrival {
  const taken = store.take(callback.state);
  if (!taken.ok) {
    return { kind: 'refused', reason: taken.error, returnTo: '' };
  }
  const signIn = taken.value;
  const { client, returnTo } = signIn;
  if (signIn.purpose === 'tokenPage') {
    return { kind: 'tokenPage', signIn, parameters: callback.parameters, returnTo };
  }
  const tokens = finishSignIn(signIn, callback.parameters);
  // The dialog that shows a failure may open later than it happens; until then it is nobody's unhandled rejection.
  tokens.catch(() => undefined);
  return { kind: 'securityContext', client, tokens, returnTo };
}

/**
 * Checks the answer and exchanges its code.
 *
 * @throws Error with a text for the user
 */
export async function finishSignIn(signIn: PendingSignIn, parameters: URLSearchParams): Promise<Tokens> {
  let step: 'discovery' | 'callback' | 'exchange' = 'discovery';
  try {
    const issuer = await discover(signIn.client.issuer);
    step = 'callback';
    const callback = checkedCallback(issuer, signIn, parameters);
    step = 'exchange';
    return await exchangeCode(issuer, signIn, callback);
  } catch (error) {
    throw new Error(signInFailure(step, error, signIn.redirectUri));
  }
}
