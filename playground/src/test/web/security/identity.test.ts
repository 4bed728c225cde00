import { describe, expect, it } from 'vitest';
import type { TokenVerdict } from '../../../main/web/api/playgroundApi.js';
import { remainingText } from '../../../main/web/security/countdown.js';
import { identityOf } from '../../../main/web/security/identity.js';
import { unsignedToken } from './tokens.js';

const COGNITO = unsignedToken({
  sub: '0f0f',
  email: 'ann@company1.example',
  'cognito:username': 'ann',
  exp: 1_700_000_000,
  'http://localhost:4000/': { company_id: 1 },
});

const verdict = (more: Partial<TokenVerdict>): TokenVerdict => ({ accepted: true, checks: [], ...more });

describe('identityOf', () => {
  it('names the person, the company that the data model sees, and the end', () => {
    const securityContext = { user_id: 'u-1', roles: ['user'], company_id: 1 };

    expect(identityOf(COGNITO, verdict({ securityContext, expiresAt: '2023-11-14T22:13:20Z' }))).toEqual({
      name: 'ann@company1.example',
      context: [
        { name: 'company_id', value: '1' },
        { name: 'user_id', value: 'u-1' },
      ],
      expiresAt: new Date('2023-11-14T22:13:20Z'),
    });
  });

  it('makes do with the payload until the verdict is there', () => {
    expect(identityOf(COGNITO, null)).toEqual({
      name: 'ann@company1.example',
      context: [],
      expiresAt: new Date('2023-11-14T22:13:20Z'),
    });
  });

  it('takes the most telling name', () => {
    const name = (payload: Record<string, string | number>): string => identityOf(unsignedToken(payload), null).name;

    expect(name({ sub: 's', username: 'u' })).toBe('u');
    expect(name({ sub: 's', 'cognito:username': 'c' })).toBe('c');
    expect(name({ sub: 's' })).toBe('s');
    expect(name({ company_id: 1 })).toBe('Custom context');
  });

  it('shows the entries of a context that was written by hand', () => {
    const token = unsignedToken(
      { region: 'north', tenant: 'acme', 'cuboid:playground': true, more: 'x', iat: 1, exp: 2 },
      { alg: 'HS256' },
    );

    expect(identityOf(token, null).context).toEqual([
      { name: 'tenant', value: 'acme' },
      { name: 'region', value: 'north' },
    ]);
  });

  it('reads an end in seconds, and leaves out one that is not a time', () => {
    expect(identityOf('opaque', verdict({ expiresAt: 1_700_000_000 })).expiresAt).toEqual(
      new Date('2023-11-14T22:13:20Z'),
    );
    expect(identityOf('opaque', verdict({ expiresAt: 'soon' })).expiresAt).toBeNull();
  });
});

describe('remainingText', () => {
  const now = new Date('2024-01-01T00:00:00Z');

  it.each([
    [-1, 'expired'],
    [0, 'expired'],
    [1, '0:01'],
    [61, '1:01'],
    [3599, '59:59'],
    [3600, '1 h 0 min'],
    [100_000, '27 h 46 min'],
    [30 * 86_400, '30 days'],
  ])('in %d seconds: %s', (seconds, text) => {
    expect(remainingText(new Date(now.getTime() + seconds * 1000), now)).toBe(text);
  });
});
