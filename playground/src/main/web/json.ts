export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: JsonValue;
}

export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value, or the reason why there is none, to be shown to the person who typed it. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function unparsed<T>(error: string): Parsed<T> {
  return { ok: false, error };
}

export function parseJson(text: string): Parsed<unknown> {
  try {
    return parsed<unknown>(JSON.parse(text));
  } catch (error) {
    return unparsed(error instanceof Error ? error.message : String(error));
  }
}

export function parseJsonObject(text: string): Parsed<JsonObject> {
  const json = parseJson(text);
  if (!json.ok) {
    return json;
  }
  return isObject(json.value) ? parsed(json.value as JsonObject) : unparsed('A JSON object is expected: { … }');
}
