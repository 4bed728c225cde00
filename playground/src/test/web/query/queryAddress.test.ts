import { describe, expect, it } from 'vitest';
import { parseRoute, routeHash } from '../../../main/web/app/router.js';
import { EMPTY_QUERY, type Query } from '../../../main/web/query/query.js';
import { queryFromParameters, queryParameters } from '../../../main/web/query/queryAddress.js';

describe('the address of the Build page', () => {
  it('carries a query through, whatever characters its values have', () => {
    const query: Query = {
      ...EMPTY_QUERY,
      measures: ['Orders.count'],
      filters: [{ member: 'Orders.notes', operator: 'contains', values: ['a+b & c=d #?%20 ü "'] }],
    };

    const route = parseRoute(routeHash('build', queryParameters(query)));

    expect(route.page).toBe('build');
    expect(queryFromParameters(route.parameters)).toEqual({ ok: true, value: query });
  });

  it('is bare for the empty query', () => {
    expect(routeHash('build', queryParameters(EMPTY_QUERY))).toBe('#/build');
    expect(queryFromParameters(parseRoute('#/build').parameters)).toEqual({ ok: true, value: EMPTY_QUERY });
  });

  it('may be percent-encoded, as Cube writes it', () => {
    const hash = `#/build?query=${encodeURIComponent('{"dimensions":["Orders.status"],"limit":5}')}`;

    expect(queryFromParameters(parseRoute(hash).parameters)).toEqual({
      ok: true,
      value: { ...EMPTY_QUERY, dimensions: ['Orders.status'], limit: 5 },
    });
  });

  it('falls back to the Build page', () => {
    expect(parseRoute('').page).toBe('build');
    expect(parseRoute('#/elsewhere').page).toBe('build');
    expect(parseRoute('#/token').page).toBe('token');
  });
});
