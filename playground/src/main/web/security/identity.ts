import { type JsonObject, type JsonValue, isObject } from '../json.js';
import type { TokenVerdict } from '../api/playgroundApi.js';
import { decodeToken, expiryOf } from './jsonWebToken.js';

/** Who a token speaks for, in the words that a person knows. */
export interface Identity {
  readonly name: string;
  /** The parts of the security context that fit on one line, such as the company. */
  readonly context: readonly ContextEntry[];
  readonly expiresAt: Date | null;
}

export interface ContextEntry {
  readonly name: string;
  readonly value: string;
}

/** The claims that name a person, the most telling first. */
const NAME_CLAIMS = ['email', 'cognito:username', 'preferred_username', 'username', 'name', 'sub'] as const;

/** Claims of the protocol, which say nothing about whose rows are shown. */
const PROTOCOL_CLAIMS: ReadonlySet<string> = new Set([
  ...NAME_CLAIMS,
  'acr',
  'amr',
  'at_hash',
  'aud',
  'auth_time',
  'azp',
  'client_id',
  'email_verified',
  'event_id',
  'exp',
  'iat',
  'iss',
  'jti',
  'nbf',
  'nonce',
  'origin_jti',
  'scope',
  'token_use',
  'version',
]);

const SHOWN_ENTRIES = 2;

/** Entries that tell whose rows are shown: they go first. */
const TENANT_NAME = /compan|tenant|organi[sz]ation|org_|account/i;

/** Reads the identity from a token, and from the server's verdict once that is known. */
export function identityOf(token: string, verdict: TokenVerdict | null): Identity {
  const decoded = decodeToken(token);
  const payload = decoded.ok ? decoded.value.payload : {};
  const context = verdict?.securityContext ?? payload;
  return {
    name: nameIn(payload) ?? nameIn(context) ?? 'Custom context',
    context: entriesOf(context).slice(0, SHOWN_ENTRIES),
    expiresAt: verdictExpiry(verdict) ?? expiryOf(payload),
  };
}

function nameIn(claims: JsonObject): string | undefined {
  for (const claim of NAME_CLAIMS) {
    const value = claims[claim];
    if (typeof value === 'string' && value !== '') {
      return value;
    }
  }
  return undefined;
}

function entriesOf(context: JsonObject): readonly ContextEntry[] {
  const entries = Object.entries(context)
    .filter(([name, value]) => !isOfProtocol(name) && isScalar(value))
    .map(([name, value]) => ({ name, value: String(value) }));
  const isTenant = ({ name }: ContextEntry): boolean => TENANT_NAME.test(name);
  return [...entries.filter(isTenant), ...entries.filter((entry) => !isTenant(entry))];
}

/** Claims with the product's own prefix mark tokens that were signed for the Playground. */
function isOfProtocol(name: string): boolean {
  return PROTOCOL_CLAIMS.has(name) || name.startsWith('cuboid:');
}

function isScalar(value: JsonValue): boolean {
  return value !== null && !isObject(value) && !Array.isArray(value);
}

function verdictExpiry(verdict: TokenVerdict | null): Date | null {
  const value = verdict?.expiresAt;
  if (value === undefined || value === null) {
    return null;
  }
  const date = new Date(typeof value === 'number' ? value * 1000 : value);
  return Number.isNaN(date.getTime()) ? null : date;
}
