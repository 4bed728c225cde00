import type { ReactElement } from 'react';
import { DATE_RANGE_PRESETS, customRangeUntil, daysOf, presetLabel } from '../../query/dateRanges.js';
import type { DateRange } from '../../query/query.js';

const ALL = '';
const CUSTOM = 'custom';

interface DateRangeInputProps {
  /** What the range is of, for the accessible names. */
  readonly label: string;
  readonly testId: string;
  /** Whether "all time" can be chosen. */
  readonly allowAll: boolean;
  readonly value: DateRange | undefined;
  readonly onChange: (value: DateRange | undefined) => void;
}

/** A relative range, or two days. */
export function DateRangeInput({ label, testId, allowAll, value, onChange }: DateRangeInputProps): ReactElement {
  const isCustom = value !== undefined && typeof value !== 'string';
  const relative = typeof value === 'string' ? value : '';
  const unlisted = relative !== '' && !DATE_RANGE_PRESETS.includes(relative);
  const [from, to] = daysOf(value);

  const choose = (choice: string): void => {
    if (choice === CUSTOM) {
      onChange(customRangeUntil(new Date()));
      return;
    }
    onChange(choice === ALL ? undefined : choice);
  };
  const setDays = (nextFrom: string, nextTo: string): void => {
    if (nextFrom !== '' && nextTo !== '') {
      onChange([nextFrom, nextTo]);
    }
  };

  return (
    <span className="date-range">
      <select
        aria-label={`Date range of ${label}`}
        value={isCustom ? CUSTOM : relative}
        data-testid={`date-range-${testId}`}
        onChange={(event) => choose(event.target.value)}
      >
        <option value={ALL} disabled={!allowAll}>
          {allowAll ? 'All time' : 'Choose a range'}
        </option>
        <option value={CUSTOM}>Custom</option>
        {DATE_RANGE_PRESETS.map((preset) => (
          <option key={preset} value={preset}>
            {presetLabel(preset)}
          </option>
        ))}
        {unlisted ? <option value={relative}>{presetLabel(relative)}</option> : null}
      </select>
      {isCustom ? (
        <>
          <input
            type="date"
            aria-label={`First day of ${label}`}
            value={from}
            max={to}
            data-testid={`date-from-${testId}`}
            onChange={(event) => setDays(event.target.value, to)}
          />
          <span className="row-word">to</span>
          <input
            type="date"
            aria-label={`Last day of ${label}`}
            value={to}
            min={from}
            data-testid={`date-to-${testId}`}
            onChange={(event) => setDays(from, event.target.value)}
          />
        </>
      ) : null}
    </span>
  );
}
