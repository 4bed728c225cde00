export type MemberType = 'string' | 'number' | 'boolean' | 'time';

/** What an operator wants beside it. */
export type Operands = 'none' | 'one' | 'many' | 'date' | 'dateRange';

export interface FilterOperator {
  readonly name: string;
  readonly label: string;
  readonly operands: Operands;
}

const EQUALS: FilterOperator = { name: 'equals', label: 'equals', operands: 'many' };
const NOT_EQUALS: FilterOperator = { name: 'notEquals', label: 'does not equal', operands: 'many' };
const SET: FilterOperator = { name: 'set', label: 'is set', operands: 'none' };
const NOT_SET: FilterOperator = { name: 'notSet', label: 'is not set', operands: 'none' };

const BY_TYPE: Record<MemberType, readonly FilterOperator[]> = {
  string: [
    EQUALS,
    NOT_EQUALS,
    { name: 'contains', label: 'contains', operands: 'many' },
    { name: 'notContains', label: 'does not contain', operands: 'many' },
    { name: 'startsWith', label: 'starts with', operands: 'many' },
    { name: 'notStartsWith', label: 'does not start with', operands: 'many' },
    { name: 'endsWith', label: 'ends with', operands: 'many' },
    { name: 'notEndsWith', label: 'does not end with', operands: 'many' },
    SET,
    NOT_SET,
  ],
  number: [
    EQUALS,
    NOT_EQUALS,
    { name: 'gt', label: '>', operands: 'one' },
    { name: 'gte', label: '≥', operands: 'one' },
    { name: 'lt', label: '<', operands: 'one' },
    { name: 'lte', label: '≤', operands: 'one' },
    SET,
    NOT_SET,
  ],
  boolean: [
    { name: 'equals', label: 'is', operands: 'one' },
    { name: 'notEquals', label: 'is not', operands: 'one' },
    SET,
    NOT_SET,
  ],
  time: [
    { name: 'inDateRange', label: 'in date range', operands: 'dateRange' },
    { name: 'notInDateRange', label: 'not in date range', operands: 'dateRange' },
    { name: 'onTheDate', label: 'on the date', operands: 'date' },
    { name: 'beforeDate', label: 'before', operands: 'date' },
    { name: 'beforeOrOnDate', label: 'before or on', operands: 'date' },
    { name: 'afterDate', label: 'after', operands: 'date' },
    { name: 'afterOrOnDate', label: 'after or on', operands: 'date' },
    SET,
    NOT_SET,
  ],
};

export function operatorsOf(type: MemberType): readonly FilterOperator[] {
  return BY_TYPE[type];
}

/** Operators that the builder does not offer, but that a pasted query may hold. */
const UNLISTED_WITHOUT_VALUES: ReadonlySet<string> = new Set(['set', 'notSet', 'measureFilter']);

export function operatorOf(type: MemberType, name: string): FilterOperator {
  const listed = BY_TYPE[type].find((operator) => operator.name === name);
  return listed ?? { name, label: name, operands: UNLISTED_WITHOUT_VALUES.has(name) ? 'none' : 'many' };
}

/** The values that stay sensible when the operator changes, so that a change of mind loses no typing. */
export function keepValues<Value>(
  values: readonly Value[],
  from: FilterOperator,
  to: FilterOperator,
): readonly Value[] {
  if (to.operands === 'none' || (from.operands === 'dateRange') !== (to.operands === 'dateRange')) {
    return [];
  }
  return to.operands === 'one' || to.operands === 'date' ? values.slice(0, 1) : values;
}
