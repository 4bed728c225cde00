import { RequestError } from '@cubejs-client/core';
import { ABORTED, UNREACHABLE } from './cubeTransport.js';
import { ServerError } from './playgroundApi.js';

export type FailureKind = 'unauthorized' | 'query' | 'server' | 'unreachable' | 'aborted';

/** Why a request has no result, sorted by who can mend it. */
export interface Failure {
  readonly kind: FailureKind;
  readonly title: string;
  readonly message: string;
  readonly status: number | null;
}

const TITLES: Record<FailureKind, string> = {
  unauthorized: 'The token was refused',
  query: 'The query could not be answered',
  server: 'The server failed',
  unreachable: 'The server cannot be reached',
  aborted: 'Stopped',
};

export function failureOf(error: unknown): Failure {
  const status = statusOf(error);
  const text = error instanceof Error ? error.message : String(error);
  const kind = kindOf(status, text, error);
  return { kind, title: TITLES[kind], message: messageOf(kind, text), status };
}

function statusOf(error: unknown): number | null {
  if (error instanceof RequestError || error instanceof ServerError) {
    return error.status ?? null;
  }
  return null;
}

function kindOf(status: number | null, text: string, error: unknown): FailureKind {
  if (text === ABORTED || (error instanceof DOMException && error.name === 'AbortError')) {
    return 'aborted';
  }
  if (text === UNREACHABLE || status === 502 || (status === null && error instanceof TypeError)) {
    return 'unreachable';
  }
  if (status === 401 || status === 403) {
    return 'unauthorized';
  }
  return status !== null && status < 500 ? 'query' : 'server';
}

function messageOf(kind: FailureKind, text: string): string {
  if (kind === 'unreachable') {
    return 'No answer came back. Is it still running?';
  }
  // The gateway prints a failure of the database as an exception: the prefix says nothing to a reader.
  return text.replace(/^Error: /, '') || 'The server gave no reason.';
}
