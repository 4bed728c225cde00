import * as oauth from 'oauth4webapi';
import type { ClientSettings, PendingSignIn, SignInPurpose } from './signInStore.js';

export type Issuer = oauth.AuthorizationServer;

/** The tokens of one sign-in (OpenID Connect Core 1.0, section 3.1.3.3). */
export interface Tokens {
  readonly idToken: string | null;
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/** A local issuer speaks plain HTTP; the address is the user's own choice. */
const INSECURE_ALLOWED = { [oauth.allowInsecureRequests]: true };

/** Reads `<issuer>/.well-known/openid-configuration`. */
export async function discover(issuer: string): Promise<Issuer> {
  const url = new URL(issuer);
  const response = await oauth.discoveryRequest(url, { ...INSECURE_ALLOWED, algorithm: 'oidc' });
  return oauth.processDiscoveryResponse(url, response);
}

/** The secrets of a new sign-in, made by the browser's random generator. */
export function newSignIn(
  purpose: SignInPurpose,
  client: ClientSettings,
  redirectUri: string,
  returnTo: string,
): PendingSignIn {
  return {
    purpose,
    client,
    redirectUri,
    returnTo,
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
  };
}

/**
 * The address of the issuer's sign-in page for the authorization code flow with PKCE, always S256: Cognito supports it, though
 * its discovery document does not say so (RFC 7636).
 */
export async function authorizationUrl(issuer: Issuer, signIn: PendingSignIn): Promise<URL> {
  if (issuer.authorization_endpoint === undefined) {
    throw new Error('The discovery document names no authorization_endpoint.');
  }
  const url = new URL(issuer.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: signIn.client.clientId,
    redirect_uri: signIn.redirectUri,
    scope: signIn.client.scopes.join(' '),
    state: signIn.state,
    nonce: signIn.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(signIn.codeVerifier),
    code_challenge_method: 'S256',
    // Without it the issuer's own session signs the last user in again, and nobody can become another one.
    prompt: 'login',
  };
  Object.entries(parameters).forEach(([name, value]) => url.searchParams.set(name, value));
  return url;
}

/** Checks the issuer's answer, state included, before its code is used. */
export function checkedCallback(issuer: Issuer, signIn: PendingSignIn, parameters: URLSearchParams): URLSearchParams {
  return oauth.validateAuthResponse(issuer, clientOf(signIn.client), parameters, signIn.state);
}

/** Exchanges the code for tokens; the ID token's issuer, audience, expiry and nonce are checked. */
export async function exchangeCode(issuer: Issuer, signIn: PendingSignIn, callback: URLSearchParams): Promise<Tokens> {
  const client = clientOf(signIn.client);
  const response = await oauth.authorizationCodeGrantRequest(
    issuer,
    client,
    clientAuthentication(signIn.client),
    callback,
    signIn.redirectUri,
    signIn.codeVerifier,
    INSECURE_ALLOWED,
  );
  return tokensOf(
    await oauth.processAuthorizationCodeResponse(issuer, client, response, {
      expectedNonce: signIn.nonce,
      requireIdToken: signIn.client.scopes.includes('openid'),
    }),
  );
}

export async function refresh(settings: ClientSettings, refreshToken: string): Promise<Tokens> {
  const issuer = await discover(settings.issuer);
  const client = clientOf(settings);
  const response = await oauth.refreshTokenGrantRequest(
    issuer,
    client,
    clientAuthentication(settings),
    refreshToken,
    INSECURE_ALLOWED,
  );
  return tokensOf(await oauth.processRefreshTokenResponse(issuer, client, response));
}

function clientOf(settings: ClientSettings): oauth.Client {
  return { client_id: settings.clientId };
}

/** In the body rather than in a header, because a header would make the browser ask the issuer for leave first (CORS). */
function clientAuthentication(settings: ClientSettings): oauth.ClientAuth {
  return settings.clientSecret === undefined ? oauth.None() : oauth.ClientSecretPost(settings.clientSecret);
}

function tokensOf(response: oauth.TokenEndpointResponse): Tokens {
  return {
    idToken: response.id_token ?? null,
    accessToken: response.access_token,
    refreshToken: response.refresh_token ?? null,
  };
}
