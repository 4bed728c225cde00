// openid-client: discovery, code flow with PKCE through the sign-in page, refresh, user info.
import assert from 'node:assert/strict';
import * as client from 'openid-client';

const { ENDPOINT, POOL_ID, CLIENT_ID, CALLBACK, USERNAME, PASSWORD } = process.env;

const config = await client.discovery(
  new URL(`${ENDPOINT}/${POOL_ID}`),
  CLIENT_ID,
  undefined,
  client.None(),
  { execute: [client.allowInsecureRequests] },
);
const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const nonce = client.randomNonce();
const authorization = client.buildAuthorizationUrl(config, {
  redirect_uri: CALLBACK,
  scope: 'openid email',
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce,
});

const toLogin = await fetch(authorization, { redirect: 'manual' });
const login = new URL(toLogin.headers.get('location'), ENDPOINT);
const page = await fetch(login);
const cookie = page.headers.getSetCookie()[0].split(';')[0];
const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())[1];
const back = await fetch(login, {
  method: 'POST',
  redirect: 'manual',
  headers: { Cookie: cookie },
  body: new URLSearchParams({ _csrf: csrf, username: USERNAME, password: PASSWORD }),
});

const tokens = await client.authorizationCodeGrant(config, new URL(back.headers.get('location')), {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
});
assert.equal(tokens.claims().email, USERNAME);
const info = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
assert.equal(info.email, USERNAME);
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
assert.equal(refreshed.claims().sub, tokens.claims().sub);
await client.tokenRevocation(config, tokens.refresh_token);
await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), {
  error: 'invalid_grant',
});
