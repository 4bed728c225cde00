import { describe, expect, it } from 'vitest';
import { EMPTY_QUERY, type Query } from '../../../main/web/query/query.js';
import { addressJson, parseQuery, runnableJson } from '../../../main/web/query/queryJson.js';

const FULL: Query = {
  measures: ['Orders.count'],
  dimensions: ['Orders.status'],
  timeDimensions: [{ dimension: 'Orders.createdAt', granularity: 'month', dateRange: ['2024-01-01', '2024-12-31'] }],
  segments: ['Orders.big'],
  filters: [
    {
      kind: 'or',
      filters: [
        { member: 'Orders.status', operator: 'equals', values: ['shipped', null] },
        { member: 'Orders.notes', operator: 'set', values: [] },
      ],
    },
  ],
  order: [
    ['Orders.count', 'desc'],
    ['Orders.status', 'asc'],
  ],
  limit: 10,
  offset: 20,
  timezone: 'Europe/Berlin',
  total: true,
  ungrouped: true,
};

describe('runnableJson', () => {
  it('writes every part in the form of the REST API', () => {
    expect(runnableJson(FULL)).toEqual({
      measures: ['Orders.count'],
      dimensions: ['Orders.status'],
      timeDimensions: [
        { dimension: 'Orders.createdAt', granularity: 'month', dateRange: ['2024-01-01', '2024-12-31'] },
      ],
      segments: ['Orders.big'],
      filters: [
        {
          or: [
            { member: 'Orders.status', operator: 'equals', values: ['shipped', null] },
            { member: 'Orders.notes', operator: 'set' },
          ],
        },
      ],
      order: [
        ['Orders.count', 'desc'],
        ['Orders.status', 'asc'],
      ],
      limit: 10,
      offset: 20,
      timezone: 'Europe/Berlin',
      total: true,
      ungrouped: true,
    });
  });

  it('leaves out empty lists', () => {
    expect(runnableJson({ ...EMPTY_QUERY, measures: ['Orders.count'] })).toEqual({ measures: ['Orders.count'] });
  });

  it('leaves out filters without their values, and groups that have no others', () => {
    const incomplete = { member: 'Orders.status', operator: 'equals', values: [] };
    const query: Query = {
      ...EMPTY_QUERY,
      measures: ['Orders.count'],
      filters: [
        incomplete,
        { kind: 'and', filters: [incomplete] },
        { kind: 'or', filters: [incomplete, { member: 'Orders.id', operator: 'gt', values: ['1'] }] },
      ],
    };

    expect(runnableJson(query)).toEqual({
      measures: ['Orders.count'],
      filters: [{ or: [{ member: 'Orders.id', operator: 'gt', values: ['1'] }] }],
    });
  });

  it('keeps an order of no members, which asks for no order at all', () => {
    expect(runnableJson({ ...EMPTY_QUERY, measures: ['Orders.count'], order: [] })).toEqual({
      measures: ['Orders.count'],
      order: [],
    });
  });
});

describe('parseQuery', () => {
  it('reads back what was written', () => {
    expect(parseQuery(JSON.stringify(addressJson(FULL)))).toEqual({ ok: true, value: FULL });
  });

  it('reads a filter that is not complete yet', () => {
    const query: Query = { ...EMPTY_QUERY, filters: [{ member: 'Orders.status', operator: 'equals', values: [] }] };

    expect(parseQuery(JSON.stringify(addressJson(query)))).toEqual({ ok: true, value: query });
  });

  it('reads an order that is an object, a filter with `dimension`, and values that are not text', () => {
    const text = JSON.stringify({
      measures: ['Orders.count'],
      order: { 'Orders.count': 'asc' },
      filters: [{ dimension: 'Orders.id', operator: 'equals', values: [1, true, null] }],
      limit: null,
    });

    expect(parseQuery(text)).toEqual({
      ok: true,
      value: {
        ...EMPTY_QUERY,
        measures: ['Orders.count'],
        order: [['Orders.count', 'asc']],
        filters: [{ member: 'Orders.id', operator: 'equals', values: ['1', 'true', null] }],
      },
    });
  });

  it('goes without the keys that an answer or an old client adds', () => {
    const text = JSON.stringify({
      measures: ['Orders.count'],
      rowLimit: 10000,
      renewQuery: true,
      responseFormat: 'compact',
    });

    expect(parseQuery(text)).toEqual({ ok: true, value: { ...EMPTY_QUERY, measures: ['Orders.count'] } });
  });

  it.each([
    ['[]', 'The builder holds one query; a list of queries (data blending) can only be sent to the API itself.'],
    ['3', 'A query is a JSON object: { "measures": ["Orders.count"] }'],
    ['{"measure":["a.b"],"x":1}', '"measure", "x" is not a part of a query that the builder knows.'],
    ['{"measures":"a.b"}', '"measures" must be a list.'],
    ['{"measures":[1]}', '"measures" must hold text, not 1.'],
    ['{"limit":"10"}', '"limit" must be a whole number, 0 or more.'],
    ['{"offset":-1}', '"offset" must be a whole number, 0 or more.'],
    ['{"total":"yes"}', '"total" must be true or false.'],
    ['{"order":[["a.b","up"]]}', '"order" knows "asc" and "desc", not "up".'],
    ['{"timeDimensions":["a.b"]}', 'Each of "timeDimensions" must be an object with a "dimension".'],
    ['{"filters":[{"operator":"set"}]}', '"member" must hold text, not undefined.'],
    [
      '{"filters":[{"member":"a.b","operator":"equals","values":[{}]}]}',
      'A filter\'s "values" hold text, numbers and booleans, not {}.',
    ],
  ])('says what is wrong with %s', (text, error) => {
    expect(parseQuery(text)).toEqual({ ok: false, error });
  });

  it('passes on what the JSON parser says', () => {
    expect(parseQuery('{"measures":').ok).toBe(false);
  });
});
