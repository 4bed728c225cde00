import { describe, expect, it } from 'vitest';
import { keepValues, operatorOf, operatorsOf } from '../../../main/web/query/filterOperators.js';

describe('the operators of a type', () => {
  it.each([
    [
      'string',
      [
        'equals',
        'notEquals',
        'contains',
        'notContains',
        'startsWith',
        'notStartsWith',
        'endsWith',
        'notEndsWith',
        'set',
        'notSet',
      ],
    ],
    ['number', ['equals', 'notEquals', 'gt', 'gte', 'lt', 'lte', 'set', 'notSet']],
    ['boolean', ['equals', 'notEquals', 'set', 'notSet']],
    [
      'time',
      [
        'inDateRange',
        'notInDateRange',
        'onTheDate',
        'beforeDate',
        'beforeOrOnDate',
        'afterDate',
        'afterOrOnDate',
        'set',
        'notSet',
      ],
    ],
  ] as const)('%s', (type, names) => {
    expect(operatorsOf(type).map((operator) => operator.name)).toEqual(names);
  });

  it('keep one that a pasted query brought', () => {
    expect(operatorOf('string', 'notIn')).toEqual({ name: 'notIn', label: 'notIn', operands: 'many' });
    expect(operatorOf('number', 'measureFilter').operands).toBe('none');
  });
});

describe('a change of the operator', () => {
  const kept = (
    type: 'string' | 'number' | 'time',
    from: string,
    to: string,
    values: readonly string[],
  ): readonly string[] => keepValues(values, operatorOf(type, from), operatorOf(type, to));

  it('keeps the values that still make sense', () => {
    expect(kept('string', 'equals', 'contains', ['a', 'b'])).toEqual(['a', 'b']);
    expect(kept('number', 'equals', 'gt', ['1', '2'])).toEqual(['1']);
    expect(kept('string', 'equals', 'set', ['a'])).toEqual([]);
    expect(kept('time', 'inDateRange', 'beforeDate', ['2024-01-01', '2024-02-01'])).toEqual([]);
    expect(kept('time', 'beforeDate', 'afterDate', ['2024-01-01'])).toEqual(['2024-01-01']);
  });
});
