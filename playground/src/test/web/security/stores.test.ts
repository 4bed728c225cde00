import { describe, expect, it } from 'vitest';
import { callbackIn } from '../../../main/web/security/callback.js';
import { type PendingSignIn, SignInStore } from '../../../main/web/security/signInStore.js';
import { TokenStore } from '../../../main/web/security/tokenStore.js';
import { memoryStorage } from './memoryStorage.js';

describe('TokenStore', () => {
  it('keeps the token where Cube keeps it', () => {
    const storage = memoryStorage();
    const store = new TokenStore(storage);

    store.set('a.b.c');
    expect(storage.getItem('cubejsToken')).toBe('a.b.c');
    expect(store.get()).toBe('a.b.c');

    store.set('');
    expect(storage.getItem('cubejsToken')).toBeNull();
    expect(store.get()).toBeNull();
  });

  it('tells of changes here and in other tabs, until one has heard enough', () => {
    const store = new TokenStore(memoryStorage());
    let calls = 0;
    const unsubscribe = store.subscribe(() => {
      calls += 1;
    });

    store.set('a.b.c');
    store.onStorage({ key: 'cubejsToken' });
    store.onStorage({ key: null });
    store.onStorage({ key: 'something else' });
    expect(calls).toBe(3);

    unsubscribe();
    store.set(null);
    expect(calls).toBe(3);
  });
});

describe('SignInStore', () => {
  const pending: PendingSignIn = {
    purpose: 'tokenPage',
    client: { issuer: 'https://issuer.example', clientId: 'client', scopes: ['openid'] },
    state: 'state-1',
    nonce: 'nonce-1',
    codeVerifier: 'verifier-1',
    redirectUri: 'http://localhost:4000/',
    returnTo: '#/token',
  };

  it('gives a pending sign-in to the answer with its state, once', () => {
    const store = new SignInStore(memoryStorage());
    store.begin(pending);

    expect(store.take('state-1')).toEqual({ ok: true, value: pending });
    expect(store.take('state-1')).toEqual({
      ok: false,
      error: 'An answer to a sign-in came back, but this tab has not started one. Start it again.',
    });
  });

  it.each([null, 'state-2'])('drops an answer with the state %j, and the sign-in with it', (state) => {
    const store = new SignInStore(memoryStorage());
    store.begin(pending);

    expect(store.take(state)).toEqual({
      ok: false,
      error: 'The answer to the sign-in carries another state than the one sent, so it was dropped. Start it again.',
    });
    expect(store.take('state-1').ok).toBe(false);
  });

  it('keeps the session that renews a token', () => {
    const store = new SignInStore(memoryStorage());
    const session = { client: pending.client, idToken: 'a.b.c', refreshToken: 'r' };

    expect(store.session()).toBeNull();
    store.keepSession(session);
    expect(store.session()).toEqual(session);
    store.endSession();
    expect(store.session()).toBeNull();
  });

  it('takes damaged entries for none', () => {
    const storage = memoryStorage();
    storage.setItem('cuboid.signIn.session', '{');

    expect(new SignInStore(storage).session()).toBeNull();
  });
});

describe('callbackIn', () => {
  it('finds a code or an error, and nothing else', () => {
    expect(callbackIn('?code=c&state=s')?.state).toBe('s');
    expect(callbackIn('?error=access_denied')?.state).toBeNull();
    expect(callbackIn('?state=s')).toBeNull();
    expect(callbackIn('')).toBeNull();
  });
});
