import { describe, expect, it } from 'vitest';
import {
  EMPTY_QUERY,
  type Query,
  asksForColumns,
  sortableMembers,
  usedMembers,
} from '../../../main/web/query/query.js';
import {
  moveOrder,
  orderMember,
  removeTimeDimension,
  setDateRange,
  setGranularity,
  setOption,
  toggleMember,
  toggleTimeDimension,
} from '../../../main/web/query/queryEdits.js';

const TIME = 'Orders.createdAt';

describe('members', () => {
  it('are added at the end, and taken out by the same click', () => {
    const added = toggleMember({ ...EMPTY_QUERY, measures: ['Orders.count'] }, 'measures', 'Orders.total');

    expect(added.measures).toEqual(['Orders.count', 'Orders.total']);
    expect(toggleMember(added, 'measures', 'Orders.count').measures).toEqual(['Orders.total']);
  });

  it('take their order with them', () => {
    const query: Query = {
      ...EMPTY_QUERY,
      measures: ['Orders.count'],
      dimensions: ['Orders.status'],
      order: [
        ['Orders.status', 'asc'],
        ['Orders.count', 'desc'],
      ],
    };

    expect(toggleMember(query, 'dimensions', 'Orders.status').order).toEqual([['Orders.count', 'desc']]);
    expect(toggleMember(toggleMember(query, 'dimensions', 'Orders.status'), 'measures', 'Orders.count')).toEqual(
      EMPTY_QUERY,
    );
  });
});

describe('time dimensions', () => {
  const query = toggleTimeDimension(EMPTY_QUERY, TIME, 'day');

  it('come with a granularity, and go by the same click', () => {
    expect(query.timeDimensions).toEqual([{ dimension: TIME, granularity: 'day' }]);
    expect(toggleTimeDimension(query, TIME, 'day')).toEqual(EMPTY_QUERY);
  });

  it('without a granularity only filter', () => {
    const filtered = setDateRange(setGranularity(query, 0, undefined), 0, 'last week');

    expect(filtered.timeDimensions).toEqual([{ dimension: TIME, dateRange: 'last week' }]);
    expect(asksForColumns(filtered)).toBe(false);
    expect(sortableMembers(filtered)).toEqual([]);
  });

  it('have a range or ranges to compare, not both', () => {
    const compared: Query = {
      ...EMPTY_QUERY,
      timeDimensions: [{ dimension: TIME, compareDateRange: ['this week', 'last week'] }],
    };

    expect(setDateRange(compared, 0, 'today').timeDimensions).toEqual([{ dimension: TIME, dateRange: 'today' }]);
    expect(setDateRange(compared, 0, undefined).timeDimensions).toEqual([{ dimension: TIME }]);
  });

  it('are removed one by one', () => {
    const twice: Query = {
      ...EMPTY_QUERY,
      timeDimensions: [
        { dimension: TIME, granularity: 'day' },
        { dimension: TIME, granularity: 'month' },
      ],
    };

    expect(removeTimeDimension(twice, 0).timeDimensions).toEqual([{ dimension: TIME, granularity: 'month' }]);
  });
});

describe('the order', () => {
  const query: Query = { ...EMPTY_QUERY, measures: ['A.x', 'A.y', 'A.z'] };

  it('ranks members as they are added, and keeps the rank when a direction changes', () => {
    const ordered = orderMember(orderMember(query, 'A.x', 'asc'), 'A.y', 'asc');

    expect(orderMember(ordered, 'A.x', 'desc').order).toEqual([
      ['A.x', 'desc'],
      ['A.y', 'asc'],
    ]);
  });

  it('is the default again without members', () => {
    expect(orderMember(orderMember(query, 'A.x', 'asc'), 'A.x', undefined)).toEqual(query);
  });

  it('changes by moving a member up or down, within the list', () => {
    const ordered: Query = {
      ...query,
      order: [
        ['A.x', 'asc'],
        ['A.y', 'asc'],
        ['A.z', 'asc'],
      ],
    };
    const names = (changed: Query): readonly string[] => (changed.order ?? []).map(([name]) => name);

    expect(names(moveOrder(ordered, 2, -1))).toEqual(['A.x', 'A.z', 'A.y']);
    expect(names(moveOrder(ordered, 0, 1))).toEqual(['A.y', 'A.x', 'A.z']);
    expect(names(moveOrder(ordered, 0, -1))).toEqual(['A.x', 'A.y', 'A.z']);
    expect(names(moveOrder(ordered, 2, 1))).toEqual(['A.x', 'A.y', 'A.z']);
  });
});

describe('options', () => {
  it('are set and taken back', () => {
    expect(setOption(EMPTY_QUERY, 'limit', 0)).toEqual({ ...EMPTY_QUERY, limit: 0 });
    expect(setOption({ ...EMPTY_QUERY, timezone: 'UTC' }, 'timezone', undefined)).toEqual(EMPTY_QUERY);
  });
});

describe('usedMembers', () => {
  it('finds the members of nested filters too', () => {
    const query: Query = {
      ...EMPTY_QUERY,
      measures: ['A.x'],
      segments: ['A.s'],
      timeDimensions: [{ dimension: 'A.t' }],
      filters: [{ kind: 'and', filters: [{ kind: 'or', filters: [{ member: 'B.y', operator: 'set', values: [] }] }] }],
    };

    expect([...usedMembers(query)]).toEqual(['A.x', 'A.s', 'A.t', 'B.y']);
  });
});
