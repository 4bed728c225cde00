import { type Parsed, isObject, parseJson, parsed, unparsed } from '../json.js';

/** The client of an issuer, as someone names it. */
export interface ClientSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Only for confidential clients; a browser should not know one. */
  readonly clientSecret?: string;
  readonly scopes: readonly string[];
}

export type SignInPurpose = 'securityContext' | 'tokenPage';

/** A sign-in that left for the issuer's page and has not come back yet. */
export interface PendingSignIn {
  readonly purpose: SignInPurpose;
  readonly client: ClientSettings;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  /** The fragment of the page to come back to. */
  readonly returnTo: string;
}

/** What is needed to get the next token without asking the user again. */
export interface SignInSession {
  readonly client: ClientSettings;
  readonly idToken: string;
  readonly refreshToken?: string;
}

const PENDING_KEY = 'cuboid.signIn.pending';
const SESSION_KEY = 'cuboid.signIn.session';

/** Keeps sign-ins over the way to the issuer and back. It lives in the tab's session storage, so no other tab sees it. */
export class SignInStore {
  constructor(private readonly storage: Storage) {}

  begin(pending: PendingSignIn): void {
    this.storage.setItem(PENDING_KEY, JSON.stringify(pending));
  }

  /**
   * Takes the pending sign-in that an answer belongs to. It can be taken once, so an answer cannot be played back (RFC 6749,
   * section 10.12).
   */
  take(state: string | null): Parsed<PendingSignIn> {
    const pending = read<PendingSignIn>(this.storage, PENDING_KEY);
    this.storage.removeItem(PENDING_KEY);
    if (pending === undefined) {
      return unparsed('An answer to a sign-in came back, but this tab has not started one. Start it again.');
    }
    if (state === null || state !== pending.state) {
      return unparsed(
        'The answer to the sign-in carries another state than the one sent, so it was dropped. Start it again.',
      );
    }
    return parsed(pending);
  }

  session(): SignInSession | null {
    return read<SignInSession>(this.storage, SESSION_KEY) ?? null;
  }

  keepSession(session: SignInSession): void {
    this.storage.setItem(SESSION_KEY, JSON.stringify(session));
  }

  endSession(): void {
    this.storage.removeItem(SESSION_KEY);
  }
}

function read<Value>(storage: Storage, key: string): Value | undefined {
  const text = storage.getItem(key);
  if (text === null) {
    return undefined;
  }
  const json = parseJson(text);
  return json.ok && isObject(json.value) ? (json.value as Value) : undefined;
}
