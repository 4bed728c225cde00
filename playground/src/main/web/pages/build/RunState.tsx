import type { ReactElement } from 'react';
import { useNow } from '../../app/useNow.js';
import { rowCount } from '../../result/columns.js';
import type { Run } from './useRun.js';

interface RunStateProps {
  readonly run: Run;
  readonly outdated: boolean;
  /** Whether the result is of the query as it stands, so that it is outdated by another token. */
  readonly sameQuery: boolean;
}

/** One line about the run: its progress, or how old and how large the result is. */
export function RunState({ run, outdated, sameQuery }: RunStateProps): ReactElement {
  return (
    <div className="run-state" role="status" data-testid="run-state" data-state={outdated ? 'outdated' : run.kind}>
      {run.kind === 'running' ? <Progress run={run} /> : null}
      {outdated ? (
        <strong className="outdated">
          {sameQuery ? 'The security context has changed: run again' : 'The query has changed: run again'}
        </strong>
      ) : null}
      {run.kind === 'done' && !outdated ? <Summary run={run} /> : null}
    </div>
  );
}

function Progress({ run }: { readonly run: Extract<Run, { readonly kind: 'running' }> }): ReactElement {
  useNow();
  const seconds = Math.floor((performance.now() - run.startedAt) / 1000);
  return (
    <span>
      {run.stage ?? (run.waits > 0 ? 'Still running' : 'Running')}
      {seconds > 0 ? `, ${seconds} s` : '…'}
    </span>
  );
}

function Summary({ run }: { readonly run: Extract<Run, { readonly kind: 'done' }> }): ReactElement {
  const rows = rowCount(run.result);
  const total = run.result.totalRows();
  return (
    <span>
      <span data-testid="row-count">{rows === 1 ? '1 row' : `${rows.toLocaleString()} rows`}</span>
      {total === null || total === undefined ? null : (
        <>
          {' of '}
          <span data-testid="total-count">{Number(total).toLocaleString()}</span>
        </>
      )}
      {` in ${run.millis < 1000 ? `${Math.round(run.millis)} ms` : `${(run.millis / 1000).toFixed(1)} s`}`}
    </span>
  );
}
