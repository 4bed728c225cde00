import type { JsonObject } from '../json.js';

/** What `GET /playground/context` tells the Playground about the server. */
export interface PlaygroundContext {
  readonly basePath: string;
  readonly coreServerVersion: string | null;
  readonly cuboid: CuboidContext;
}

export interface CuboidContext {
  readonly version: string;
  readonly developmentMode: boolean;
  readonly authentication: AuthenticationSettings;
  readonly signIn: SignInSettings | null;
  readonly model: { readonly errors: readonly ModelError[] };
}

export interface AuthenticationSettings {
  readonly required: boolean;
  readonly algorithms?: readonly string[] | null;
  readonly issuer?: string | readonly string[] | null;
  readonly audience?: string | readonly string[] | null;
  readonly claimsNamespace?: string | null;
  readonly jwkUrl?: string | null;
}

export interface SignInSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

export interface ModelError {
  readonly file?: string | null;
  readonly line?: number | null;
  readonly column?: number | null;
  readonly message: string;
}

export type CheckOutcome = 'passed' | 'failed' | 'skipped';

/** One check of a token, as the server's verifier sees it. */
export interface TokenCheck {
  readonly name: string;
  readonly outcome: CheckOutcome;
  readonly expected?: string | null;
  readonly found?: string | null;
  readonly advice?: string | null;
}

export interface TokenVerdict {
  readonly accepted: boolean;
  readonly checks: readonly TokenCheck[];
  readonly claims?: JsonObject | null;
  readonly header?: JsonObject | null;
  readonly securityContext?: JsonObject | null;
  /** An ISO 8601 instant, or seconds since the epoch. */
  readonly expiresAt?: string | number | null;
}

export interface ModelFile {
  readonly fileName: string;
  readonly content: string;
  readonly absPath?: string | null;
}

/** An answer of the server that is not the one asked for. */
export class ServerError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'ServerError';
  }
}

export function loadContext(signal?: AbortSignal): Promise<PlaygroundContext> {
  return request<PlaygroundContext>('playground/context', { signal: signal ?? null });
}

/** Has the server sign a security context for use in development mode. */
export async function signSecurityContext(payload: JsonObject): Promise<string> {
  const { token } = await request<{ token: string }>('playground/token', jsonPost({ payload }));
  return token;
}

export function explainToken(token: string, signal?: AbortSignal): Promise<TokenVerdict> {
  return request<TokenVerdict>('playground/token/explain', {
    ...jsonPost({ token }),
    signal: signal ?? null,
  });
}

export async function loadModelFiles(signal?: AbortSignal): Promise<readonly ModelFile[]> {
  const { files } = await request<{ files: readonly ModelFile[] }>('playground/files', { signal: signal ?? null });
  return files;
}

function jsonPost(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(new URL(path, document.baseURI), init);
  const text = await response.text();
  const body = parse(text);
  if (!response.ok) {
    throw new ServerError(response.status, errorText(body) ?? `${response.status} ${response.statusText}: ${text}`);
  }
  if (body === undefined) {
    throw new ServerError(response.status, `The server answered ${path} with something that is not JSON.`);
  }
  return body as T;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorText(body: unknown): string | undefined {
  if (typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string') {
    return body.error;
  }
  return undefined;
}
