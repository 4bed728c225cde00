import { type Parsed, parsed } from '../json.js';
import { type Query, EMPTY_QUERY } from './query.js';
import { addressJson, parseQuery } from './queryJson.js';

const PARAMETER = 'query';

/** The part of the Build page's address that holds the query, as Cube's Playground writes it. */
export function queryParameters(query: Query): string {
  const text = JSON.stringify(addressJson(query));
  return text === '{}' ? '' : new URLSearchParams({ [PARAMETER]: text }).toString();
}

export function queryFromParameters(parameters: URLSearchParams): Parsed<Query> {
  const text = parameters.get(PARAMETER);
  return text === null || text === '' ? parsed(EMPTY_QUERY) : parseQuery(text);
}
