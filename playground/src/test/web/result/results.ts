import { type Query, type QueryAnnotations, ResultSet } from '@cubejs-client/core';

const ANNOTATION: QueryAnnotations = {
  measures: {
    'Orders.count': { title: 'Orders Count', shortTitle: 'Count', type: 'number' },
    'Orders.total': { title: 'Orders Total', shortTitle: 'Total', type: 'number', format: 'currency' },
  },
  dimensions: {
    'Orders.status': { title: 'Orders Order Status', shortTitle: 'Order Status', type: 'string' },
  },
  segments: {},
  timeDimensions: {
    'Orders.createdAt.month': {
      title: 'Orders Created at',
      shortTitle: 'Created at',
      type: 'time',
      granularity: { name: 'month', title: 'month', interval: '1 month' },
    },
    'Orders.createdAt': { title: 'Orders Created at', shortTitle: 'Created at', type: 'time' },
  },
};

export type Row = Readonly<Record<string, unknown>>;

/** An answer of `/v1/load` to one query, in the envelope for several. */
export function resultOf(query: Query, rows: readonly Row[]): ResultSet {
  return new ResultSet(envelope('regularQuery', query, [[query, rows]]));
}

/** An answer to a query that compares ranges: one part for each. */
export function comparison(query: Query, parts: readonly (readonly Row[])[]): ResultSet {
  return new ResultSet(
    envelope(
      'compareDateRangeQuery',
      query,
      parts.map((rows) => [query, rows] as const),
    ),
  );
}

function envelope(
  queryType: 'regularQuery' | 'compareDateRangeQuery',
  query: Query,
  parts: readonly (readonly [Query, readonly Row[]])[],
): ConstructorParameters<typeof ResultSet>[0] {
  return {
    queryType,
    results: parts.map(([each, rows]) => ({
      query: each,
      data: rows.map((row) => ({ ...row })),
      annotation: ANNOTATION,
      lastRefreshTime: '2026-11-23T10:40:42.733Z',
      external: false,
      dbType: 'duckdb',
      extDbType: 'duckdb',
    })),
    pivotQuery: {
      ...query,
      queryType,
      ...(queryType === 'compareDateRangeQuery' && { dimensions: ['compareDateRange', ...(query.dimensions ?? [])] }),
    },
  };
}
