import type { JsonObject } from '../../../main/web/json.js';

/** A token in the right form; nothing in the browser looks at its signature. */
export function unsignedToken(payload: JsonObject, header: JsonObject = { alg: 'RS256', kid: 'key-1' }): string {
  return `${encoded(header)}.${encoded(payload)}.c2lnbmF0dXJl`;
}

export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function encoded(value: JsonObject): string {
  return base64Url(new TextEncoder().encode(JSON.stringify(value)));
}
