import { describe, expect, it } from 'vitest';
import { chartData, suitableCharts } from '../../../main/web/result/chartData.js';
import { resultOf } from './results.js';

const MONTHS = [
  {
    dimension: 'Orders.createdAt',
    granularity: 'month' as const,
    dateRange: ['2024-01-01', '2024-03-31'] as [string, string],
  },
];

function inMonth(month: number, status: string, count: string): Record<string, unknown> {
  const time = `2024-0${month}-01T00:00:00.000`;
  return { 'Orders.createdAt.month': time, 'Orders.createdAt': time, 'Orders.status': status, 'Orders.count': count };
}

describe('chartData', () => {
  it('draws one line for each value of a dimension, over time without gaps', () => {
    const query = { measures: ['Orders.count'], dimensions: ['Orders.status'], timeDimensions: MONTHS };
    const result = resultOf(query, [inMonth(1, 'shipped', '2'), inMonth(3, 'shipped', '4'), inMonth(3, 'new', '1')]);

    expect(chartData(result)).toEqual({
      labels: ['2024 Jan', '2024 Feb', '2024 Mar'],
      series: [
        { title: 'shipped', values: [2, 0, 4] },
        { title: 'new', values: [0, 0, 1] },
      ],
      hiddenSeries: 0,
    });
  });

  it('draws one bar for each row, and a group of bars for each measure', () => {
    const query = { measures: ['Orders.count', 'Orders.total'], dimensions: ['Orders.status'] };
    const result = resultOf(query, [
      { 'Orders.status': 'shipped', 'Orders.count': '2', 'Orders.total': '10.5' },
      { 'Orders.status': null, 'Orders.count': '1', 'Orders.total': null },
    ]);

    expect(chartData(result)).toEqual({
      labels: ['shipped', '∅'],
      series: [
        { title: 'Count', values: [2, 1] },
        { title: 'Total', values: [10.5, 0] },
      ],
      hiddenSeries: 0,
    });
  });

  it('says how many series it leaves out', () => {
    const query = { measures: ['Orders.count'], dimensions: ['Orders.status'], timeDimensions: MONTHS };
    const rows = Array.from({ length: 30 }, (_, index) => inMonth(1, `status ${index}`, '1'));

    const data = chartData(resultOf(query, rows));

    expect(data.series).toHaveLength(25);
    expect(data.hiddenSeries).toBe(5);
  });
});

describe('suitableCharts', () => {
  it.each([
    [{ measures: ['Orders.count'] }, ['number']],
    [{ dimensions: ['Orders.status'] }, []],
    [{ measures: ['Orders.count'], dimensions: ['Orders.status'] }, ['bar', 'pie', 'line', 'area']],
    [{ measures: ['Orders.count', 'Orders.total'], dimensions: ['Orders.status'] }, ['bar', 'line', 'area']],
    [{ measures: ['Orders.count'], timeDimensions: MONTHS }, ['line', 'area', 'bar']],
  ])('for %j: %j', (query, types) => {
    expect(suitableCharts(resultOf(query, []))).toEqual(types);
  });

  it('leave the pie out where it would have too many slices', () => {
    const rows = Array.from({ length: 26 }, (_, index) => ({
      'Orders.status': `status ${index}`,
      'Orders.count': '1',
    }));

    expect(suitableCharts(resultOf({ measures: ['Orders.count'], dimensions: ['Orders.status'] }, rows))).toEqual([
      'bar',
      'line',
      'area',
    ]);
  });
});
