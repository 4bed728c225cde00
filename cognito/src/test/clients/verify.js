// aws-jwt-verify: Cognito's own verifier, with the issuer in AWS's form and the local key set.
import assert from 'node:assert/strict';
import { CognitoJwtVerifier } from 'aws-jwt-verify';

const { ENDPOINT, POOL_ID, CLIENT_ID, USERNAME, PASSWORD } = process.env;

const call = async (operation, body) => {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  });
  return response.json();
};

const { AuthenticationResult } = await call('InitiateAuth', {
  ClientId: CLIENT_ID,
  AuthFlow: 'USER_PASSWORD_AUTH',
  AuthParameters: { USERNAME, PASSWORD },
});
const keySet = await (await fetch(`${ENDPOINT}/${POOL_ID}/.well-known/jwks.json`)).json();

for (const tokenUse of ['id', 'access']) {
  const verifier = CognitoJwtVerifier.create({ userPoolId: POOL_ID, clientId: CLIENT_ID, tokenUse });
  verifier.cacheJwks(keySet);
  const token = tokenUse === 'id' ? AuthenticationResult.IdToken : AuthenticationResult.AccessToken;
  const claims = await verifier.verify(token);
  assert.equal(claims.token_use, tokenUse);
  const other = tokenUse === 'id' ? AuthenticationResult.AccessToken : AuthenticationResult.IdToken;
  await assert.rejects(verifier.verify(other));
}
