import * as oauth from 'oauth4webapi';

/** Where in the sign-in something went wrong. */
export type SignInStep = 'discovery' | 'callback' | 'exchange' | 'refresh';

/** Says what failed and what to look at, for the person who set the client up. */
export function signInFailure(step: SignInStep, error: unknown, redirectUri: string): string {
  if (error instanceof oauth.AuthorizationResponseError) {
    return refusedAuthorization(error);
  }
  if (error instanceof oauth.ResponseBodyError) {
    return refusedTokenRequest(step, error, redirectUri);
  }
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return unreachable(step);
  }
  if (error instanceof TypeError && /url/i.test(error.message)) {
    return 'The issuer must be an address such as https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI.';
  }
  return otherFailure(step, error);
}

function refusedAuthorization(error: oauth.AuthorizationResponseError): string {
  const reason = error.error_description ?? error.error;
  if (error.error === 'access_denied') {
    return `The issuer did not let the user in: ${reason}`;
  }
  return `The issuer refused the sign-in: ${reason} (${error.error})`;
}

function refusedTokenRequest(step: SignInStep, error: oauth.ResponseBodyError, redirectUri: string): string {
  const reason = error.error_description ?? error.error;
  switch (error.error) {
    case 'invalid_grant':
      return step === 'refresh'
        ? `The refresh token was refused: ${reason}. Sign in again.`
        : `The code was refused: ${reason}. A code works once and for a few minutes, with the redirect URI ${redirectUri} it was asked for.`;
    case 'invalid_client':
      return `The client was refused: ${reason}. Does this client id exist, and does the client need a secret, or have none?`;
    case 'unauthorized_client':
      return `The client may not use this flow: ${reason}. Allow the authorization code grant for the app client.`;
    default:
      return `The token endpoint refused the request: ${reason} (${error.error}, status ${error.status})`;
  }
}

function unreachable(step: SignInStep): string {
  const what = step === 'discovery' ? 'The discovery document' : 'The token endpoint';
  return `${what} cannot be read from the browser. Either nothing answers at that address, or it does not allow requests from ${location.origin} (CORS).`;
}

function otherFailure(step: SignInStep, error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (!(error instanceof oauth.OperationProcessingError)) {
    return text;
  }
  switch (error.code) {
    case oauth.JSON_ATTRIBUTE_COMPARISON:
      return `The discovery document is of another issuer than the address says. Its "issuer" must equal the address to the letter, a slash at the end included. (${text})`;
    case oauth.JWT_CLAIM_COMPARISON:
      return `The ID token does not fit this sign-in: ${text}.`;
    case oauth.JWT_TIMESTAMP_CHECK:
      return `The ID token's times do not fit this machine's clock: ${text}.`;
    case oauth.RESPONSE_IS_NOT_CONFORM:
      return step === 'discovery'
        ? 'There is no discovery document at this address: the answer was not 200 with JSON. Is it the issuer (for Cognito with the user pool id), without /.well-known/…?'
        : `The token endpoint's answer is not one of OAuth 2.0: ${text}.`;
    default:
      return text;
  }
}
