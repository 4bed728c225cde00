import type { CubeApi } from '@cubejs-client/core';
import type { ReactElement } from 'react';
import type { MemberType, Operands } from '../../query/filterOperators.js';
import type { DateRange, FilterValue } from '../../query/query.js';
import { DateRangeInput } from './DateRangeInput.js';
import { ValueChips } from './ValueChips.js';

interface FilterValuesProps {
  readonly api: CubeApi;
  readonly member: string;
  readonly title: string;
  readonly type: MemberType;
  readonly operands: Operands;
  /** Whether the member's values are worth a query while the user types. */
  readonly suggest: boolean;
  readonly values: readonly FilterValue[];
  readonly onChange: (values: readonly FilterValue[]) => void;
}

/** The input that fits the operator. */
export function FilterValues(props: FilterValuesProps): ReactElement | null {
  const { api, member, title, type, operands, suggest, values, onChange } = props;
  const [first] = values;
  const single = first ?? '';
  const setSingle = (value: string): void => onChange(value === '' ? [] : [value]);

  if (operands === 'none') {
    return null;
  }
  if (operands === 'dateRange') {
    return (
      <DateRangeInput
        label={`the filter on ${title}`}
        testId={`filter-${member}`}
        allowAll={false}
        value={rangeOf(values)}
        onChange={(range) => onChange(valuesOf(range))}
      />
    );
  }
  if (operands === 'date') {
    return (
      <input
        type="date"
        aria-label={`Date for ${title}`}
        value={single.slice(0, 10)}
        data-testid={`value-${member}`}
        onChange={(event) => setSingle(event.target.value)}
      />
    );
  }
  if (type === 'boolean') {
    return (
      <select
        aria-label={`Value for ${title}`}
        value={single}
        data-testid={`value-${member}`}
        onChange={(event) => setSingle(event.target.value)}
      >
        <option value="" disabled>
          choose
        </option>
        <option value="true">true</option>
        <option value="false">false</option>
      </select>
    );
  }
  if (operands === 'one') {
    return (
      <input
        type="number"
        step="any"
        aria-label={`Value for ${title}`}
        value={single}
        data-testid={`value-${member}`}
        onChange={(event) => setSingle(event.target.value)}
      />
    );
  }
  return <ValueChips api={api} member={member} title={title} suggest={suggest} values={values} onChange={onChange} />;
}

function rangeOf(values: readonly FilterValue[]): DateRange | undefined {
  const texts = values.filter((value) => value !== null);
  const [first] = texts;
  if (first === undefined) {
    return undefined;
  }
  return texts.length === 1 && !/^\d{4}-/.test(first) ? first : texts;
}

function valuesOf(range: DateRange | undefined): readonly FilterValue[] {
  if (range === undefined) {
    return [];
  }
  return typeof range === 'string' ? [range] : range;
}
