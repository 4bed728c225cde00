import type { JsonObject } from '../../../main/web/json.js';

/** A token in the right form; nothing in the browser looks at its signature. */
export function unsignedToken(payload: JsonObject, header: JsonObject = { alg: 'RS256', kid: 'key-1' }): string {
  return `${encoded(header)}.${encoded(payload)}.c2lnbmF0dXJl`;
}

function encoded(value: JsonObject): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value)));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
