import type { ReactElement } from 'react';
import { Icon } from '../../components/Icon.js';
import type { Granularity } from '../../query/granularities.js';
import type { DateRange, TimeDimension } from '../../query/query.js';
import { DateRangeInput } from './DateRangeInput.js';

interface TimeDimensionRowProps {
  readonly timeDimension: TimeDimension;
  readonly title: string;
  readonly granularities: readonly Granularity[];
  readonly onGranularity: (granularity: string | undefined) => void;
  readonly onDateRange: (dateRange: DateRange | undefined) => void;
  readonly onRemove: () => void;
}

export function TimeDimensionRow(props: TimeDimensionRowProps): ReactElement {
  const { timeDimension, title, granularities, onGranularity, onDateRange, onRemove } = props;
  const { dimension, granularity, dateRange, compareDateRange } = timeDimension;
  const unknown = granularity !== undefined && granularities.every((each) => each.name !== granularity);
  return (
    <div className="row" data-testid={`time-${dimension}`}>
      <span className="row-name" title={dimension}>
        {title}
      </span>
      <label>
        <span className="row-word">by</span>
        <select
          aria-label={`Granularity of ${title}`}
          value={granularity ?? ''}
          data-testid={`granularity-${dimension}`}
          onChange={(event) => onGranularity(event.target.value || undefined)}
        >
          <option value="">no granularity</option>
          {granularities.map((each) => (
            <option key={each.name} value={each.name}>
              {each.title}
            </option>
          ))}
          {unknown ? <option value={granularity}>{granularity}</option> : null}
        </select>
      </label>
      <span className="row-word">for</span>
      {compareDateRange !== undefined ? (
        <span className="compared" title={JSON.stringify(compareDateRange)}>
          {compareDateRange.length} compared ranges
          <button type="button" className="link" onClick={() => onDateRange(undefined)}>
            remove
          </button>
        </span>
      ) : (
        <DateRangeInput label={title} testId={dimension} allowAll value={dateRange} onChange={onDateRange} />
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={`Remove ${title}`}
        data-testid={`remove-time-${dimension}`}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
