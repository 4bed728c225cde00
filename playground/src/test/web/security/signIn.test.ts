import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authorizationUrl, discover, newSignIn, refresh } from '../../../main/web/security/openIdConnect.js';
import { arrive, finishSignIn } from '../../../main/web/security/signIn.js';
import { type PendingSignIn, SignInStore } from '../../../main/web/security/signInStore.js';
import { signOutUrl } from '../../../main/web/security/signOutUrl.js';
import { CLIENT_ID, FakeIssuer, ISSUER, idToken, json, tokens } from './fakeIssuer.js';
import { memoryStorage } from './memoryStorage.js';
import { base64Url, unsignedToken } from './tokens.js';

const CLIENT = { issuer: ISSUER, clientId: CLIENT_ID, scopes: ['openid', 'email'] };
const REDIRECT_URI = 'http://localhost:4000/';

let issuer: FakeIssuer;
let signIn: PendingSignIn;

beforeEach(() => {
  vi.stubGlobal('location', { origin: 'http://localhost:4000' });
  issuer = new FakeIssuer();
  issuer.install();
  signIn = newSignIn('securityContext', CLIENT, REDIRECT_URI, '#/build');
});

afterEach(() => vi.unstubAllGlobals());

function answer(parameters: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({ code: 'code-1', state: signIn.state, ...parameters });
}

describe('the way to the issuer', () => {
  it('asks for a code with state, nonce and an S256 challenge', async () => {
    const url = await authorizationUrl(await discover(ISSUER), signIn);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(signIn.codeVerifier));

    expect(url.origin + url.pathname).toBe('http://localhost:9229/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT_URI,
      scope: 'openid email',
      state: signIn.state,
      nonce: signIn.nonce,
      code_challenge: base64Url(new Uint8Array(digest)),
      code_challenge_method: 'S256',
      prompt: 'login',
    });
  });

  it('has new secrets every time', () => {
    const other = newSignIn('securityContext', CLIENT, REDIRECT_URI, '');

    expect(
      new Set([signIn.state, other.state, signIn.nonce, other.nonce, signIn.codeVerifier, other.codeVerifier]).size,
    ).toBe(6);
  });
});

describe('the way back', () => {
  it('exchanges the code with the verifier, as a public client', async () => {
    const token = idToken({ nonce: signIn.nonce });
    issuer.tokenAnswer = () => json(tokens(token));

    expect(await finishSignIn(signIn, answer())).toEqual({
      idToken: token,
      accessToken: 'access',
      refreshToken: 'refresh',
    });
    expect(issuer.tokenRequests.map((request) => Object.fromEntries(request))).toEqual([
      {
        grant_type: 'authorization_code',
        code: 'code-1',
        code_verifier: signIn.codeVerifier,
        redirect_uri: REDIRECT_URI,
        client_id: CLIENT_ID,
      },
    ]);
  });

  it('sends the secret of a confidential client in the body, which needs no leave of the issuer', async () => {
    const confidential = { ...signIn, client: { ...CLIENT, clientSecret: 'secret-1' } };
    issuer.tokenAnswer = () => json(tokens(idToken({ nonce: signIn.nonce })));

    await finishSignIn(confidential, answer());

    expect(issuer.tokenRequests[0]?.get('client_secret')).toBe('secret-1');
    expect(issuer.tokenHeaders[0]?.has('authorization')).toBe(false);
  });

  it.each([
    ['another state', { state: 'other' }, /state/],
    [
      'an error',
      { code: '', error: 'invalid_request', error_description: 'PreTokenGeneration failed' },
      /^The issuer refused the sign-in: PreTokenGeneration failed \(invalid_request\)$/,
    ],
    ['a denial', { code: '', error: 'access_denied' }, /^The issuer did not let the user in: access_denied$/],
  ])('stops before the exchange at %s', async (_name, parameters, message) => {
    const callback = answer(parameters);
    if (callback.get('code') === '') {
      callback.delete('code');
    }

    await expect(finishSignIn(signIn, callback)).rejects.toThrow(message);
    expect(issuer.tokenRequests).toEqual([]);
  });

  it.each([
    ['nonce', () => idToken({ nonce: 'other' })],
    ['nonce', () => idToken({})],
    ['audience', () => idToken({ nonce: signIn.nonce, aud: 'other' })],
    ['issuer', () => idToken({ nonce: signIn.nonce, iss: 'http://other' })],
    ['expiry', () => idToken({ nonce: signIn.nonce, exp: 1 })],
  ])('refuses an ID token with a wrong %s', async (_name, token) => {
    issuer.tokenAnswer = () => json(tokens(token()));

    await expect(finishSignIn(signIn, answer())).rejects.toThrow(/ID token|nonce/i);
  });

  it.each([
    ['invalid_grant', /^The code was refused: invalid_grant\. .*http:\/\/localhost:4000\/ it was asked for\.$/],
    ['invalid_client', /^The client was refused: invalid_client\./],
    ['unauthorized_client', /^The client may not use this flow: unauthorized_client\./],
    ['server_error', /^The token endpoint refused the request: server_error \(server_error, status 400\)$/],
  ])('explains the refusal %s', async (error, message) => {
    issuer.tokenAnswer = () => json({ error }, 400);

    await expect(finishSignIn(signIn, answer())).rejects.toThrow(message);
  });

  it('explains a discovery document of another issuer', async () => {
    issuer.document = { ...issuer.document, issuer: `${ISSUER}x` };

    await expect(finishSignIn(signIn, answer())).rejects.toThrow(
      /^The discovery document is of another issuer than the address says\./,
    );
  });

  it('explains an address without a discovery document', async () => {
    const elsewhere = { ...signIn, client: { ...CLIENT, issuer: 'http://localhost:9229/nowhere' } };

    await expect(finishSignIn(elsewhere, answer())).rejects.toThrow(/^There is no discovery document at this address/);
  });

  it('explains an issuer that the browser cannot reach or may not read', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));

    await expect(finishSignIn(signIn, answer())).rejects.toThrow(
      'The discovery document cannot be read from the browser. Either nothing answers at that address, or it does not allow requests from http://localhost:4000 (CORS).',
    );
  });

  it('explains an issuer that is not an address', async () => {
    const client = { ...CLIENT, issuer: 'us-east-1_AbCdEfGhI' };

    await expect(finishSignIn({ ...signIn, client }, answer())).rejects.toThrow(
      /^The issuer must be an address such as/,
    );
  });
});

describe('an arrival', () => {
  it('on behalf of the Token page is not exchanged before the user says so', () => {
    const store = new SignInStore(memoryStorage());
    const pending = { ...signIn, purpose: 'tokenPage' as const, returnTo: '#/token' };
    store.begin(pending);
    const callback = { state: signIn.state, parameters: answer() };

    expect(arrive(store, callback)).toEqual({
      kind: 'tokenPage',
      signIn: pending,
      parameters: callback.parameters,
      returnTo: '#/token',
    });
    expect(issuer.tokenRequests).toEqual([]);
  });

  it('on behalf of the security context brings the tokens', async () => {
    const store = new SignInStore(memoryStorage());
    store.begin(signIn);
    issuer.tokenAnswer = () => json(tokens(idToken({ nonce: signIn.nonce })));

    const arrival = arrive(store, { state: signIn.state, parameters: answer() });

    expect(arrival).toMatchObject({ kind: 'securityContext', client: CLIENT, returnTo: '#/build' });
    expect(arrival.kind === 'securityContext' && (await arrival.tokens).accessToken).toBe('access');
  });

  it('that nobody waits for is refused', () => {
    const arrival = arrive(new SignInStore(memoryStorage()), { state: 's', parameters: answer() });

    expect(arrival.kind).toBe('refused');
  });
});

describe('a renewal', () => {
  it('sends the refresh token and keeps it when no new one comes', async () => {
    const token = idToken({});
    issuer.tokenAnswer = () =>
      json({ id_token: token, access_token: 'access-2', token_type: 'Bearer', expires_in: 3600 });

    expect(await refresh(CLIENT, 'refresh-1')).toEqual({ idToken: token, accessToken: 'access-2', refreshToken: null });
    expect(Object.fromEntries(issuer.tokenRequests[0] ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: CLIENT_ID,
    });
  });
});

describe('signOutUrl', () => {
  const session = (claims: Record<string, string>): { client: typeof CLIENT; idToken: string } => ({
    client: CLIENT,
    idToken: unsignedToken(claims),
  });

  it('speaks as Cognito understands it', async () => {
    const url = signOutUrl(await discover(ISSUER), session({ 'cognito:username': 'ann' }), REDIRECT_URI);

    expect(url?.href).toBe(
      `http://localhost:9229/logout?client_id=${CLIENT_ID}&logout_uri=http%3A%2F%2Flocalhost%3A4000%2F`,
    );
  });

  it('follows the standard elsewhere', async () => {
    const elsewhere = session({ sub: 's' });
    const url = signOutUrl(await discover(ISSUER), elsewhere, REDIRECT_URI);

    expect(Object.fromEntries(url?.searchParams ?? [])).toEqual({
      client_id: CLIENT_ID,
      post_logout_redirect_uri: REDIRECT_URI,
      id_token_hint: elsewhere.idToken,
    });
  });

  it('is none where the issuer has no such page', async () => {
    const { end_session_endpoint: _none, ...document } = issuer.document;
    issuer.document = document;

    expect(signOutUrl(await discover(ISSUER), session({}), REDIRECT_URI)).toBeNull();
  });
});
