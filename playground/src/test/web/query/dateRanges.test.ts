import { describe, expect, it } from 'vitest';
import { customRangeUntil, daysOf } from '../../../main/web/query/dateRanges.js';

describe('date ranges', () => {
  it('fill two date inputs', () => {
    expect(daysOf(['2024-01-01T00:00:00.000', '2024-01-31T23:59:59.999'])).toEqual(['2024-01-01', '2024-01-31']);
    expect(daysOf(['2024-01-01'])).toEqual(['2024-01-01', '2024-01-01']);
    expect(daysOf('last week')).toEqual(['', '']);
    expect(daysOf(undefined)).toEqual(['', '']);
  });

  it('begin as the last 30 days', () => {
    expect(customRangeUntil(new Date(2024, 2, 15, 23, 59))).toEqual(['2024-02-15', '2024-03-15']);
    expect(customRangeUntil(new Date(2024, 0, 1))).toEqual(['2023-12-03', '2024-01-01']);
  });
});
