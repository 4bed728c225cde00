import type { Issuer } from './openIdConnect.js';
import type { SignInSession } from './signInStore.js';
import { decodeToken } from './jsonWebToken.js';

/**
 * The issuer's page that ends its own session, so that the next sign-in asks for the user again. Cognito's takes parameters of
 * its own; others follow OpenID Connect RP-Initiated Logout 1.0.
 *
 * @returns null if the issuer has no such page
 */
export function signOutUrl(issuer: Issuer, session: SignInSession, returnTo: string): URL | null {
  if (issuer.end_session_endpoint === undefined) {
    return null;
  }
  const url = new URL(issuer.end_session_endpoint);
  url.searchParams.set('client_id', session.client.clientId);
  if (isFromCognito(session.idToken)) {
    url.searchParams.set('logout_uri', returnTo);
  } else {
    url.searchParams.set('post_logout_redirect_uri', returnTo);
    url.searchParams.set('id_token_hint', session.idToken);
  }
  return url;
}

function isFromCognito(idToken: string): boolean {
  const decoded = decodeToken(idToken);
  return decoded.ok && 'cognito:username' in decoded.value.payload;
}
