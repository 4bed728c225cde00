/**
 * A query as the builder holds it: the REST API's query format (https://cube.dev/docs/product/apis-integrations/rest-api/query-format)
 * with every list present, the order as pairs, and filters that may still lack their values.
 */
export interface Query {
  readonly measures: readonly string[];
  readonly dimensions: readonly string[];
  readonly timeDimensions: readonly TimeDimension[];
  readonly segments: readonly string[];
  readonly filters: readonly Filter[];
  readonly order?: readonly OrderPair[];
  readonly limit?: number;
  readonly offset?: number;
  readonly timezone?: string;
  readonly total?: boolean;
  readonly ungrouped?: boolean;
}

export interface TimeDimension {
  readonly dimension: string;
  readonly granularity?: string;
  readonly dateRange?: DateRange;
  readonly compareDateRange?: readonly DateRange[];
}

/** A relative range such as "last 7 days", or the first and the last day. */
export type DateRange = string | readonly string[];

export type Filter = MemberFilter | FilterGroup;

export interface MemberFilter {
  readonly member: string;
  readonly operator: string;
  readonly values: readonly FilterValue[];
}

export type FilterValue = string | null;

export interface FilterGroup {
  readonly kind: GroupKind;
  readonly filters: readonly Filter[];
}

export type GroupKind = 'and' | 'or';

export type Direction = 'asc' | 'desc';

export type OrderPair = readonly [member: string, direction: Direction];

export const EMPTY_QUERY: Query = {
  measures: [],
  dimensions: [],
  timeDimensions: [],
  segments: [],
  filters: [],
};

export function isGroup(filter: Filter): filter is FilterGroup {
  return 'kind' in filter;
}

/** The server refuses a query that asks for no column. */
export function asksForColumns(query: Query): boolean {
  return (
    query.measures.length > 0 ||
    query.dimensions.length > 0 ||
    query.timeDimensions.some((timeDimension) => timeDimension.granularity !== undefined)
  );
}

/** The columns of the result by which it can be ordered, in the order of the query. */
export function sortableMembers(query: Query): readonly string[] {
  return [
    ...query.dimensions,
    ...query.timeDimensions.filter((each) => each.granularity !== undefined).map((each) => each.dimension),
    ...query.measures,
  ].filter((member, index, all) => all.indexOf(member) === index);
}

/** Every member that the query names, filters included. */
export function usedMembers(query: Query): ReadonlySet<string> {
  return new Set([
    ...query.measures,
    ...query.dimensions,
    ...query.segments,
    ...query.timeDimensions.map((each) => each.dimension),
    ...filterMembers(query.filters),
  ]);
}

function filterMembers(filters: readonly Filter[]): readonly string[] {
  return filters.flatMap((filter) => (isGroup(filter) ? filterMembers(filter.filters) : [filter.member]));
}
