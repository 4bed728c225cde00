import { type JsonObject, type Parsed, parseJsonObject, parsed, unparsed } from '../json.js';

/** The readable parts of a JSON Web Token (RFC 7519). Nothing here is verified: that is the server's part. */
export interface DecodedToken {
  readonly header: JsonObject;
  readonly payload: JsonObject;
}

export function decodeToken(text: string): Parsed<DecodedToken> {
  const parts = text.trim().split('.');
  if (parts.length === 5) {
    return unparsed(
      'This token is encrypted (JWE). From Cognito that is a refresh token; the ID token is the one to use.',
    );
  }
  const [header, payload] = parts;
  if (parts.length !== 3 || !header || !payload) {
    return unparsed(`A JWT has three parts with dots between them; this has ${parts.length}.`);
  }
  const decodedHeader = decodePart(header, 'header');
  if (!decodedHeader.ok) {
    return decodedHeader;
  }
  const decodedPayload = decodePart(payload, 'payload');
  if (!decodedPayload.ok) {
    return decodedPayload;
  }
  return parsed({ header: decodedHeader.value, payload: decodedPayload.value });
}

function decodePart(part: string, name: string): Parsed<JsonObject> {
  const text = decodeBase64Url(part);
  if (text === undefined) {
    return unparsed(`The ${name} of this token is not base64url.`);
  }
  const json = parseJsonObject(text);
  return json.ok ? json : unparsed(`The ${name} of this token is not a JSON object.`);
}

function decodeBase64Url(part: string): string | undefined {
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** When the token ends, if its payload says so. */
export function expiryOf(payload: JsonObject): Date | null {
  const seconds = payload['exp'];
  return typeof seconds === 'number' ? new Date(seconds * 1000) : null;
}
