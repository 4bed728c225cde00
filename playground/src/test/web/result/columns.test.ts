import { describe, expect, it } from 'vitest';
import { resultTable } from '../../../main/web/result/columns.js';
import { formatCell } from '../../../main/web/result/formatCell.js';
import { comparison, resultOf } from './results.js';

const BY_MONTH = {
  measures: ['Orders.count', 'Orders.total'],
  dimensions: ['Orders.status'],
  timeDimensions: [{ dimension: 'Orders.createdAt', granularity: 'month' as const }],
};

describe('resultTable', () => {
  it('has dimensions, times and measures in the order of the query, and rows as they came', () => {
    const row = {
      'Orders.status': 'shipped',
      'Orders.createdAt.month': '2024-01-01T00:00:00.000',
      'Orders.createdAt': '2024-01-01T00:00:00.000',
      'Orders.count': '2',
      'Orders.total': '10.50',
    };
    const { columns, rows } = resultTable(resultOf(BY_MONTH, [row, row]));

    expect(columns.map(({ key, member, title }) => [key, member, title])).toEqual([
      ['Orders.status', 'Orders.status', 'Orders Order Status'],
      ['Orders.createdAt.month', 'Orders.createdAt', 'Orders Created at'],
      ['Orders.count', 'Orders.count', 'Orders Count'],
      ['Orders.total', 'Orders.total', 'Orders Total'],
    ]);
    expect(rows).toEqual([row, row]);
  });

  it('has no column for a time that only filters', () => {
    const query = { measures: ['Orders.count'], timeDimensions: [{ dimension: 'Orders.createdAt' }] };

    expect(resultTable(resultOf(query, [])).columns.map((column) => column.key)).toEqual(['Orders.count']);
  });

  it('puts compared ranges below each other', () => {
    const query = { measures: ['Orders.count'] };
    const january = { 'Orders.count': '2', compareDateRange: 'January' };
    const february = { 'Orders.count': '1', compareDateRange: 'February' };

    const { columns, rows } = resultTable(comparison(query, [[january], [february]]));

    expect(columns.map((column) => column.title)).toEqual(['Date range', 'Orders Count']);
    expect(rows).toEqual([january, february]);
  });
});

describe('formatCell', () => {
  const plain = { format: undefined, currency: undefined, granularity: undefined };
  const cell = (value: unknown, type: string, more: object): string =>
    formatCell(value, { ...plain, type, ...more }, 'en-US');

  it.each([
    ['1234.5', 'number', {}, '1,234.5'],
    ['1234.5', 'number', { format: 'currency' }, '$1,234.50'],
    ['1234.5', 'number', { format: 'currency', currency: 'JPY' }, '¥1,235'],
    ['1234.5', 'number', { format: 'currency', currency: 'points' }, 'points1,234.5'],
    ['0.256', 'number', { format: 'percent' }, '25.6%'],
    ['12345678901234567890', 'number', {}, '12345678901234567890'],
    ['2024-03-01T00:00:00.000', 'time', { granularity: 'month' }, '2024 Mar'],
    ['2024-03-01T13:05:00.000', 'time', { granularity: 'hour' }, '2024-03-01 13:05:00'],
    ['not a time', 'time', {}, 'not a time'],
    [true, 'boolean', {}, 'true'],
    ['text', 'string', {}, 'text'],
    [{ a: 1 }, 'string', {}, '{"a":1}'],
    [null, 'number', {}, '∅'],
    ['', 'string', {}, ''],
  ])('%j of type %s %j is %s', (value, type, more, text) => {
    expect(cell(value, type, more)).toBe(text);
  });
});
