import { type JsonObject, type Parsed, isObject, parseJson, parsed, unparsed } from '../json.js';
import {
  type DateRange,
  type Direction,
  type Filter,
  type FilterValue,
  type OrderPair,
  type Query,
  type TimeDimension,
  EMPTY_QUERY,
  isGroup,
} from './query.js';

const KEYS: ReadonlySet<string> = new Set([
  'measures',
  'dimensions',
  'timeDimensions',
  'segments',
  'filters',
  'order',
  'limit',
  'offset',
  'timezone',
  'total',
  'ungrouped',
]);

/**
 * Keys that do not say what is asked for, but how: a query copied from an answer or from an old client has them, and the
 * builder goes without.
 */
const IGNORED_KEYS: ReadonlySet<string> = new Set([
  'cache',
  'cacheMode',
  'queryType',
  'renewQuery',
  'responseFormat',
  'rowLimit',
]);

/** Operators that take no values (the REST API ignores values beside them). */
const WITHOUT_VALUES: ReadonlySet<string> = new Set(['set', 'notSet', 'measureFilter']);

/** The query as the REST API takes it: no empty lists, and no filter whose values are still missing. */
export function runnableJson(query: Query): JsonObject {
  return json({ ...query, filters: query.filters.flatMap(completeFilter) });
}

/** The query as it is kept in the address: like {@link runnableJson}, with the filters that are not complete yet. */
export function addressJson(query: Query): JsonObject {
  return json(query);
}

function json(query: Query): JsonObject {
  const { measures, dimensions, timeDimensions, segments, filters, ...rest } = query;
  return {
    ...(measures.length > 0 && { measures }),
    ...(dimensions.length > 0 && { dimensions }),
    ...(timeDimensions.length > 0 && { timeDimensions: timeDimensions.map((each): JsonObject => ({ ...each })) }),
    ...(segments.length > 0 && { segments }),
    ...(filters.length > 0 && { filters: filters.map(filterJson) }),
    ...(rest as JsonObject),
  };
}

function filterJson(filter: Filter): JsonObject {
  if (isGroup(filter)) {
    return { [filter.kind]: filter.filters.map(filterJson) };
  }
  const { member, operator, values } = filter;
  return WITHOUT_VALUES.has(operator) ? { member, operator } : { member, operator, values };
}

function completeFilter(filter: Filter): readonly Filter[] {
  if (isGroup(filter)) {
    const filters = filter.filters.flatMap(completeFilter);
    return filters.length > 0 ? [{ ...filter, filters }] : [];
  }
  return WITHOUT_VALUES.has(filter.operator) || filter.values.length > 0 ? [filter] : [];
}

/** Reads a query that someone typed, pasted or sent as an address. */
export function parseQuery(text: string): Parsed<Query> {
  const read = parseJson(text);
  return read.ok ? queryFromJson(read.value) : read;
}

function queryFromJson(value: unknown): Parsed<Query> {
  if (Array.isArray(value)) {
    return unparsed(
      'The builder holds one query; a list of queries (data blending) can only be sent to the API itself.',
    );
  }
  if (!isObject(value)) {
    return unparsed('A query is a JSON object: { "measures": ["Orders.count"] }');
  }
  try {
    return parsed(readQuery(value));
  } catch (error) {
    if (error instanceof QueryShapeError) {
      return unparsed(error.message);
    }
    throw error;
  }
}

/** What a part of a pasted query is not. */
class QueryShapeError extends Error {}

type Fields = { readonly [name: string]: unknown };

function readQuery(fields: Fields): Query {
  const unknown = Object.keys(fields).filter((key) => !KEYS.has(key) && !IGNORED_KEYS.has(key));
  if (unknown.length > 0) {
    throw new QueryShapeError(`"${unknown.join('", "')}" is not a part of a query that the builder knows.`);
  }
  return {
    ...EMPTY_QUERY,
    measures: readStrings(fields, 'measures'),
    dimensions: readStrings(fields, 'dimensions'),
    segments: readStrings(fields, 'segments'),
    timeDimensions: readList(fields['timeDimensions'], 'timeDimensions').map(readTimeDimension),
    filters: readList(fields['filters'], 'filters').map(readFilter),
    ...optional('order', fields['order'], readOrder),
    ...optional('limit', fields['limit'], readCount),
    ...optional('offset', fields['offset'], readCount),
    ...optional('timezone', fields['timezone'], readString),
    ...optional('total', fields['total'], readBoolean),
    ...optional('ungrouped', fields['ungrouped'], readBoolean),
  };
}

function optional<Name extends string, Value>(
  name: Name,
  value: unknown,
  read: (value: unknown, name: string) => Value,
): { readonly [key in Name]?: Value } {
  if (value === undefined || value === null) {
    return {};
  }
  return { [name]: read(value, name) } as { readonly [key in Name]: Value };
}

function readList(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new QueryShapeError(`"${name}" must be a list.`);
  }
  return value;
}

function readStrings(fields: Fields, name: string): readonly string[] {
  return readList(fields[name], name).map((each) => readString(each, name));
}

function readString(value: unknown, name: string): string {
  if (typeof value !== 'string') {
    throw new QueryShapeError(`"${name}" must hold text, not ${JSON.stringify(value)}.`);
  }
  return value;
}

function readCount(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw new QueryShapeError(`"${name}" must be a whole number, 0 or more.`);
  }
  return value;
}

function readBoolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') {
    throw new QueryShapeError(`"${name}" must be true or false.`);
  }
  return value;
}

function readTimeDimension(value: unknown): TimeDimension {
  if (!isObject(value)) {
    throw new QueryShapeError('Each of "timeDimensions" must be an object with a "dimension".');
  }
  return {
    dimension: readString(value['dimension'], 'dimension'),
    ...optional('granularity', value['granularity'], readString),
    ...optional('dateRange', value['dateRange'], readDateRange),
    ...optional('compareDateRange', value['compareDateRange'], (ranges, name) =>
      readList(ranges, name).map((range) => readDateRange(range, name)),
    ),
  };
}

function readDateRange(value: unknown, name: string): DateRange {
  return typeof value === 'string' ? value : readList(value, name).map((date) => readString(date, name));
}

function readFilter(value: unknown): Filter {
  if (!isObject(value)) {
    throw new QueryShapeError('Each of "filters" must be an object.');
  }
  for (const kind of ['and', 'or'] as const) {
    if (value[kind] !== undefined) {
      return { kind, filters: readList(value[kind], kind).map(readFilter) };
    }
  }
  // `dimension` is the older name of `member`.
  return {
    member: readString(value['member'] ?? value['dimension'], 'member'),
    operator: readString(value['operator'], 'operator'),
    values: readList(value['values'], 'values').map(readFilterValue),
  };
}

function readFilterValue(value: unknown): FilterValue {
  if (value === null || typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  throw new QueryShapeError(`A filter's "values" hold text, numbers and booleans, not ${JSON.stringify(value)}.`);
}

function readOrder(value: unknown): readonly OrderPair[] {
  const pairs = isObject(value)
    ? Object.entries(value)
    : readList(value, 'order').map((pair) => readList(pair, 'order'));
  return pairs.map(([member, direction]) => [readString(member, 'order'), readDirection(direction)] as const);
}

function readDirection(value: unknown): Direction {
  if (value !== 'asc' && value !== 'desc') {
    throw new QueryShapeError(`"order" knows "asc" and "desc", not ${JSON.stringify(value)}.`);
  }
  return value;
}
