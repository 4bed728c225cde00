import {
  type DateRange,
  type Direction,
  type OrderPair,
  type Query,
  type TimeDimension,
  sortableMembers,
} from './query.js';

export type MemberList = 'measures' | 'dimensions' | 'segments';

/** Adds the member, or removes it if the query has it. */
export function toggleMember(query: Query, list: MemberList, member: string): Query {
  const members = query[list];
  const changed = members.includes(member) ? members.filter((each) => each !== member) : [...members, member];
  return withoutStaleOrder({ ...query, [list]: changed });
}

export function toggleTimeDimension(query: Query, dimension: string, granularity: string): Query {
  const has = query.timeDimensions.some((each) => each.dimension === dimension);
  const timeDimensions = has
    ? query.timeDimensions.filter((each) => each.dimension !== dimension)
    : [...query.timeDimensions, { dimension, granularity }];
  return withoutStaleOrder({ ...query, timeDimensions });
}

export function setGranularity(query: Query, index: number, granularity: string | undefined): Query {
  return withoutStaleOrder(
    replaceTimeDimension(query, index, ({ granularity: _previous, ...rest }) =>
      granularity === undefined ? rest : { ...rest, granularity },
    ),
  );
}

/** Sets the range; it takes the place of ranges to compare, which the format does not allow beside it. */
export function setDateRange(query: Query, index: number, dateRange: DateRange | undefined): Query {
  return replaceTimeDimension(query, index, ({ dateRange: _previous, compareDateRange: _compared, ...rest }) =>
    dateRange === undefined ? rest : { ...rest, dateRange },
  );
}

export function removeTimeDimension(query: Query, index: number): Query {
  return withoutStaleOrder({ ...query, timeDimensions: query.timeDimensions.filter((_, at) => at !== index) });
}

function replaceTimeDimension(query: Query, index: number, change: (old: TimeDimension) => TimeDimension): Query {
  return {
    ...query,
    timeDimensions: query.timeDimensions.map((each, at) => (at === index ? change(each) : each)),
  };
}

export function setOrder(query: Query, order: readonly OrderPair[] | undefined): Query {
  const { order: _previous, ...rest } = query;
  return order === undefined ? rest : { ...rest, order };
}

/** Sets how one member is ordered, and leaves its rank among the others; `undefined` takes it out of the order. */
export function orderMember(query: Query, member: string, direction: Direction | undefined): Query {
  const order = query.order ?? [];
  if (direction === undefined) {
    const rest = order.filter(([name]) => name !== member);
    return setOrder(query, rest.length > 0 ? rest : undefined);
  }
  const known = order.some(([name]) => name === member);
  return setOrder(
    query,
    known
      ? order.map((pair): OrderPair => (pair[0] === member ? [member, direction] : pair))
      : [...order, [member, direction]],
  );
}

/** Moves one pair of the order up (-1) or down (1). */
export function moveOrder(query: Query, index: number, step: -1 | 1): Query {
  const order = [...(query.order ?? [])];
  const [pair] = order.splice(index, 1);
  if (pair === undefined || index + step < 0) {
    return query;
  }
  order.splice(index + step, 0, pair);
  return setOrder(query, order);
}

export type Option = 'limit' | 'offset' | 'timezone' | 'total' | 'ungrouped';

export function setOption<Name extends Option>(query: Query, name: Name, value: Query[Name] | undefined): Query {
  const { [name]: _previous, ...rest } = query;
  return (value === undefined ? rest : { ...rest, [name]: value }) as Query;
}

/** A member that left the query cannot order it. */
function withoutStaleOrder(query: Query): Query {
  if (query.order === undefined) {
    return query;
  }
  const sortable = sortableMembers(query);
  const order = query.order.filter(([member]) =>
    sortable.some((each) => member === each || member.startsWith(`${each}.`)),
  );
  if (order.length === query.order.length) {
    return query;
  }
  return setOrder(query, order.length > 0 ? order : undefined);
}
