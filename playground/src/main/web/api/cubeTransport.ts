import type { ErrorResponse, ITransport, ITransportResponse } from '@cubejs-client/core';

interface RequestParameters {
  readonly baseRequestId?: string;
  readonly signal?: AbortSignal;
  readonly [name: string]: unknown;
}

/**
 * Sends the requests of Cube's client. Unlike the client's own transport it sends no `Authorization` header when there is
 * no token (that one sends the text "undefined"), and always posts queries, so that a long one fits.
 */
export class CubeTransport implements ITransport<Response> {
  constructor(
    private readonly apiUrl: string,
    private readonly token: string | null,
  ) {}

  get authorization(): string | undefined {
    return this.token ?? undefined;
  }

  request(apiMethod: string, parameters: RequestParameters): ITransportResponse<Response> {
    let span = 0;
    const subscribe = async <Result>(
      callback: (result: Response | ErrorResponse, resubscribe: () => Promise<Result>) => Result,
    ): Promise<Result> => {
      span += 1;
      return callback(await this.send(apiMethod, parameters, span), () => subscribe(callback));
    };
    return { subscribe };
  }

  private async send(
    apiMethod: string,
    { baseRequestId, signal, ...body }: RequestParameters,
    span: number,
  ): Promise<Response | ErrorResponse> {
    const headers = new Headers({ 'x-request-id': `${baseRequestId}-span-${span}` });
    if (this.token !== null) {
      headers.set('Authorization', this.token);
    }
    const init: RequestInit = { headers, signal: signal ?? null };
    if (apiMethod !== 'meta') {
      headers.set('Content-Type', 'application/json');
      init.method = 'POST';
      init.body = JSON.stringify(body);
    }
    try {
      return await fetch(`${this.apiUrl}/${apiMethod}`, init);
    } catch (error) {
      return { error: isAbort(error) ? ABORTED : UNREACHABLE };
    }
  }
}

/** The texts that Cube's client gives these two failures. */
export const ABORTED = 'aborted';
export const UNREACHABLE = 'network Error';

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
