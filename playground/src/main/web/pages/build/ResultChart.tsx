import type { ResultSet } from '@cubejs-client/core';
import { type ReactElement, useMemo, useState } from 'react';
import { type ChartType, chartData, suitableCharts } from '../../result/chartData.js';
import { resultTable } from '../../result/columns.js';
import { formatCell } from '../../result/formatCell.js';
import { ChartCanvas } from './ChartCanvas.js';
import { RunOutcome } from './RunOutcome.js';
import type { Run } from './useRun.js';

const LABELS: Record<ChartType, string> = { line: 'Line', area: 'Area', bar: 'Bar', pie: 'Pie', number: 'Number' };

interface ResultChartProps {
  readonly run: Run;
  readonly outdated: boolean;
}

export function ResultChart({ run, outdated }: ResultChartProps): ReactElement {
  const [chosen, setChosen] = useState<ChartType | null>(null);
  return (
    <RunOutcome run={run} outdated={outdated}>
      {(result) => <ChartOf result={result} chosen={chosen} onChoose={setChosen} />}
    </RunOutcome>
  );
}

interface ChartOfProps {
  readonly result: ResultSet;
  readonly chosen: ChartType | null;
  readonly onChoose: (type: ChartType) => void;
}

function ChartOf({ result, chosen, onChoose }: ChartOfProps): ReactElement {
  const types = useMemo(() => suitableCharts(result), [result]);
  const type = chosen !== null && types.includes(chosen) ? chosen : types[0];
  if (type === undefined) {
    return <p className="empty">A chart needs a measure.</p>;
  }
  return (
    <div data-testid="chart" data-chart-type={type}>
      {types.length > 1 ? (
        <div className="switch" role="group" aria-label="Type of chart">
          {types.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === type}
              data-testid={`chart-${each}`}
              onClick={() => onChoose(each)}
            >
              {LABELS[each]}
            </button>
          ))}
        </div>
      ) : null}
      {type === 'number' ? <Numbers result={result} /> : <Drawing result={result} type={type} />}
    </div>
  );
}

function Drawing({
  result,
  type,
}: {
  readonly result: ResultSet;
  readonly type: Exclude<ChartType, 'number'>;
}): ReactElement {
  const data = useMemo(() => chartData(result), [result]);
  return (
    <>
      <ChartCanvas data={data} type={type} />
      {data.hiddenSeries > 0 ? <p className="help">{data.hiddenSeries} more series are not drawn.</p> : null}
    </>
  );
}

function Numbers({ result }: { readonly result: ResultSet }): ReactElement {
  const { columns, rows } = resultTable(result);
  const [row] = rows;
  return (
    <dl className="numbers">
      {columns.map((column) => (
        <div key={column.key}>
          <dt>{column.title}</dt>
          <dd>{formatCell(row?.[column.key], column)}</dd>
        </div>
      ))}
    </dl>
  );
}
