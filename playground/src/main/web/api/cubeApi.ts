import cube, { type CubeApi } from '@cubejs-client/core';
import { CubeTransport } from './cubeTransport.js';

/** The address of the REST API, absolute. */
export function apiUrlOf(basePath: string): string {
  return `${new URL(basePath, document.baseURI).href.replace(/\/$/, '')}/v1`;
}

export function createCubeApi(basePath: string, token: string | null): CubeApi {
  const apiUrl = apiUrlOf(basePath);
  return cube('', { apiUrl, transport: new CubeTransport(apiUrl, token) });
}
