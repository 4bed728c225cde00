import cube, { type CubeApi } from '@cubejs-client/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CubeTransport } from '../../../main/web/api/cubeTransport.js';
import { type Failure, failureOf } from '../../../main/web/api/failure.js';
import { ServerError } from '../../../main/web/api/playgroundApi.js';

const API_URL = 'http://localhost:4000/cubejs-api/v1';

interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly authorization: string | null;
  readonly requestId: string | null;
  readonly body: unknown;
}

afterEach(() => vi.unstubAllGlobals());

/** Answers with each response in turn, and tells what was sent. */
function serverAnswering(...responses: readonly (Response | Error)[]): readonly SentRequest[] {
  const sent: SentRequest[] = [];
  const left = [...responses];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    sent.push({
      url,
      method: init.method ?? 'GET',
      authorization: headers.get('authorization'),
      requestId: headers.get('x-request-id'),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    });
    const next = left.shift();
    if (next === undefined || next instanceof Error) {
      throw next ?? new Error('no more responses');
    }
    return next;
  });
  return sent;
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status });
}

function apiWith(token: string | null): CubeApi {
  return cube('', { apiUrl: API_URL, transport: new CubeTransport(API_URL, token) });
}

async function failureFrom(request: Promise<unknown>): Promise<Failure> {
  return request.then(
    () => {
      throw new Error('the request succeeded');
    },
    (error: unknown) => failureOf(error),
  );
}

describe('CubeTransport', () => {
  it('posts queries with the token', async () => {
    const sent = serverAnswering(
      json({ queryType: 'regularQuery', results: [{ query: {}, data: [], annotation: {} }], pivotQuery: {} }),
    );

    await apiWith('a.b.c').load({ measures: ['Orders.count'] }, { baseRequestId: 'id' });

    expect(sent).toEqual([
      {
        url: `${API_URL}/load`,
        method: 'POST',
        authorization: 'a.b.c',
        requestId: 'id-span-1',
        body: { query: { measures: ['Orders.count'] }, queryType: 'multi' },
      },
    ]);
  });

  it('sends no Authorization header without a token', async () => {
    const sent = serverAnswering(json({ cubes: [] }));

    await apiWith(null).meta();

    expect(sent.map(({ url, method, authorization }) => [url, method, authorization])).toEqual([
      [`${API_URL}/meta`, 'GET', null],
    ]);
  });

  it('asks again while the server says "Continue wait"', async () => {
    const done = json({
      queryType: 'regularQuery',
      results: [{ query: {}, data: [], annotation: {} }],
      pivotQuery: {},
    });
    const sent = serverAnswering(json({ error: 'Continue wait' }), json({ error: 'Continue wait' }), done);
    let waits = 0;

    await apiWith(null).load(
      { measures: ['Orders.count'] },
      {
        baseRequestId: 'id',
        progressCallback: () => {
          waits += 1;
        },
      },
    );

    expect(sent.map((request) => request.requestId)).toEqual(['id-span-1', 'id-span-2', 'id-span-3']);
    expect(waits).toBe(2);
  });
});

describe('failureOf', () => {
  it.each([
    [400, { error: 'Error: Catalog Error: no such table' }, 'query', 'Catalog Error: no such table'],
    [403, { error: 'Invalid token' }, 'unauthorized', 'Invalid token'],
    [500, { error: 'Compile errors:\norders.yml:3:1' }, 'server', 'Compile errors:\norders.yml:3:1'],
    [503, { error: '' }, 'server', 'The server gave no reason.'],
  ])('sorts an answer with status %d', async (status, body, kind, message) => {
    serverAnswering(json(body, status));

    expect(await failureFrom(apiWith(null).meta())).toMatchObject({ status, kind, message });
  });

  it('knows a server that does not answer', async () => {
    serverAnswering(new TypeError('Failed to fetch'));

    expect(await failureFrom(apiWith(null).meta())).toMatchObject({ kind: 'unreachable', status: null });
  });

  it('knows a request that the user stopped', async () => {
    serverAnswering(new DOMException('The user aborted a request.', 'AbortError'));

    expect(await failureFrom(apiWith(null).meta())).toMatchObject({ kind: 'aborted' });
  });

  it("takes the errors of the Playground's own endpoints too", () => {
    expect(failureOf(new ServerError(500, 'Model files not found'))).toEqual({
      kind: 'server',
      title: 'The server failed',
      message: 'Model files not found',
      status: 500,
    });
  });
});
