import { type ReactElement, useId, useMemo } from 'react';
import type { Query } from '../../query/query.js';
import { setOption } from '../../query/queryEdits.js';
import { timeZones } from '../../query/timeZones.js';

interface OptionsEditorProps {
  readonly query: Query;
  readonly onChange: (query: Query) => void;
}

export function OptionsEditor({ query, onChange }: OptionsEditorProps): ReactElement {
  const zones = useMemo(timeZones, []);
  const zoneId = useId();
  return (
    <div className="row options">
      <label>
        <span className="row-word">Limit</span>
        <CountInput
          name="limit"
          placeholder="default"
          value={query.limit}
          onChange={(limit) => onChange(setOption(query, 'limit', limit))}
        />
      </label>
      <label>
        <span className="row-word">Offset</span>
        <CountInput
          name="offset"
          placeholder="0"
          value={query.offset}
          onChange={(offset) => onChange(setOption(query, 'offset', offset))}
        />
      </label>
      <label htmlFor={zoneId}>
        <span className="row-word">Time zone</span>
      </label>
      <select
        id={zoneId}
        value={query.timezone ?? ''}
        data-testid="timezone"
        onChange={(event) => onChange(setOption(query, 'timezone', event.target.value || undefined))}
      >
        <option value="">server&apos;s default</option>
        {query.timezone !== undefined && !zones.includes(query.timezone) ? <option>{query.timezone}</option> : null}
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
      <label className="check-option">
        <input
          type="checkbox"
          checked={query.ungrouped ?? false}
          data-testid="ungrouped"
          onChange={(event) => onChange(setOption(query, 'ungrouped', event.target.checked || undefined))}
        />
        Ungrouped
      </label>
      <label className="check-option">
        <input
          type="checkbox"
          checked={query.total ?? false}
          data-testid="total"
          onChange={(event) => onChange(setOption(query, 'total', event.target.checked || undefined))}
        />
        Count all rows
      </label>
    </div>
  );
}

interface CountInputProps {
  readonly name: string;
  readonly placeholder: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

function CountInput({ name, placeholder, value, onChange }: CountInputProps): ReactElement {
  const change = (text: string): void => {
    const count = Number(text);
    if (text === '') {
      onChange(undefined);
    } else if (Number.isInteger(count) && count >= 0) {
      onChange(count);
    }
  };
  return (
    <input
      type="number"
      min={0}
      step={1}
      className="count-input"
      placeholder={placeholder}
      value={value ?? ''}
      data-testid={name}
      onChange={(event) => change(event.target.value)}
    />
  );
}
