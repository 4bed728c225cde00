// oidc-client-ts: the code flow as a single-page application makes it, and the silent refresh.
import assert from 'node:assert/strict';
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts';

const { ENDPOINT, POOL_ID, CLIENT_ID, CALLBACK, USERNAME, PASSWORD } = process.env;

const client = new OidcClient({
  authority: `${ENDPOINT}/${POOL_ID}`,
  client_id: CLIENT_ID,
  redirect_uri: CALLBACK,
  scope: 'openid email',
  stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
});
const request = await client.createSigninRequest({ nonce: 'the-nonce' });

const toLogin = await fetch(request.url, { redirect: 'manual' });
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

const response = await client.processSigninResponse(back.headers.get('location'));
assert.equal(response.profile.email, USERNAME);

const refreshed = await client.useRefreshToken({
  state: {
    refresh_token: response.refresh_token,
    id_token: response.id_token,
    session_state: response.session_state,
    scope: response.scope,
    profile: response.profile,
  },
});
assert.notEqual(refreshed.access_token, response.access_token);
