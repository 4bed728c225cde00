import { describe, expect, it } from 'vitest';
import { decodeToken, expiryOf } from '../../../main/web/security/jsonWebToken.js';
import { unsignedToken } from './tokens.js';

describe('decodeToken', () => {
  it('reads header and payload, beyond ASCII too', () => {
    const payload = { sub: 'ü/?', 'http://localhost:4000/': { company_id: 1 } };

    expect(decodeToken(` ${unsignedToken(payload)}\n`)).toEqual({
      ok: true,
      value: { header: { alg: 'RS256', kid: 'key-1' }, payload },
    });
  });

  it.each([
    ['', 'A JWT has three parts with dots between them; this has 1.'],
    ['a.b', 'A JWT has three parts with dots between them; this has 2.'],
    ['..', 'A JWT has three parts with dots between them; this has 3.'],
    [
      'a.b.c.d.e',
      'This token is encrypted (JWE). From Cognito that is a refresh token; the ID token is the one to use.',
    ],
    ['?.e30.c2ln', 'The header of this token is not base64url.'],
    ['W10.e30.c2ln', 'The header of this token is not a JSON object.'],
    ['e30.bm90IGpzb24.c2ln', 'The payload of this token is not a JSON object.'],
    ['e30._w.c2ln', 'The payload of this token is not base64url.'],
  ])('says what is wrong with %j', (text, error) => {
    expect(decodeToken(text)).toEqual({ ok: false, error });
  });
});

describe('expiryOf', () => {
  it('reads seconds since the epoch', () => {
    expect(expiryOf({ exp: 1_700_000_000 })).toEqual(new Date('2023-11-14T22:13:20Z'));
    expect(expiryOf({ exp: '1700000000' })).toBeNull();
    expect(expiryOf({})).toBeNull();
  });
});
