import type { ResultSet } from '@cubejs-client/core';
import type { ReactElement, ReactNode } from 'react';
import { usePlayground } from '../../app/playground.js';
import { FailureNotice } from '../../components/FailureNotice.js';
import type { Run } from './useRun.js';

interface RunOutcomeProps {
  readonly run: Run;
  readonly outdated: boolean;
  readonly children: (result: ResultSet) => ReactNode;
}

/** Shows the result of a run, or why there is none. */
export function RunOutcome({ run, outdated, children }: RunOutcomeProps): ReactElement {
  const { openSecurityDialog } = usePlayground();
  switch (run.kind) {
    case 'idle':
      return <p className="empty">Run the query to see its result.</p>;
    case 'running':
      return <div className="progress" role="progressbar" aria-label="The query is running" />;
    case 'failed':
      return (
        <FailureNotice failure={run.failure} testId="query-error">
          {run.failure.kind === 'unauthorized' ? (
            <button type="button" className="link" onClick={openSecurityDialog}>
              See what is wrong with the security context
            </button>
          ) : null}
        </FailureNotice>
      );
    case 'done':
      return <div className={outdated ? 'outdated-result' : undefined}>{children(run.result)}</div>;
  }
}
