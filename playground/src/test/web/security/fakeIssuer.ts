import { vi } from 'vitest';
import type { JsonObject } from '../../../main/web/json.js';
import { unsignedToken } from './tokens.js';

export const ISSUER = 'http://localhost:9229/us-east-1_Local0001';
export const CLIENT_ID = 'client-1';

/** Stands in for the network: an issuer with Cognito's endpoints, which remembers what it was asked. */
export class FakeIssuer {
  readonly tokenRequests: URLSearchParams[] = [];
  readonly tokenHeaders: Headers[] = [];
  document: JsonObject = {
    issuer: ISSUER,
    authorization_endpoint: 'http://localhost:9229/oauth2/authorize',
    token_endpoint: 'http://localhost:9229/oauth2/token',
    end_session_endpoint: 'http://localhost:9229/logout',
    jwks_uri: `${ISSUER}/.well-known/jwks.json`,
    response_types_supported: ['code', 'token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
  tokenAnswer: () => Response = () => json({ error: 'invalid_grant' }, 400);

  install(): void {
    vi.stubGlobal('fetch', (input: string, init: RequestInit) => Promise.resolve(this.answer(String(input), init)));
  }

  private answer(url: string, init: RequestInit): Response {
    if (url === `${ISSUER}/.well-known/openid-configuration`) {
      return json(this.document);
    }
    if (url === this.document['token_endpoint']) {
      this.tokenRequests.push(new URLSearchParams(String(init.body)));
      this.tokenHeaders.push(new Headers(init.headers));
      return this.tokenAnswer();
    }
    return json({ message: 'not found' }, 404);
  }
}

export function json(body: JsonObject, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

export function idToken(claims: JsonObject): string {
  const now = Math.floor(Date.now() / 1000);
  return unsignedToken({ iss: ISSUER, aud: CLIENT_ID, sub: 'sub-1', iat: now, exp: now + 3600, ...claims });
}

export function tokens(idTokenText: string): JsonObject {
  return {
    id_token: idTokenText,
    access_token: 'access',
    refresh_token: 'refresh',
    token_type: 'Bearer',
    expires_in: 3600,
  };
}
