import type { CubeApi, Query as CubeQuery, SqlQuery } from '@cubejs-client/core';
import { type ReactElement, useEffect, useState } from 'react';
import { type Failure, failureOf } from '../../api/failure.js';
import { CodeBlock } from '../../components/CodeBlock.js';
import { CopyButton } from '../../components/CopyButton.js';
import { FailureNotice } from '../../components/FailureNotice.js';
import { type Query, asksForColumns } from '../../query/query.js';
import { runnableJson } from '../../query/queryJson.js';
import { type SqlStatement, statementsOf } from '../../result/sqlStatements.js';

type SqlState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly statements: readonly SqlStatement[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface SqlViewProps {
  readonly api: CubeApi;
  readonly query: Query;
}

/** The SQL that the server would run. */
export function SqlView({ api, query }: SqlViewProps): ReactElement {
  const [state, setState] = useState<SqlState>({ kind: 'asking' });
  const runnable = asksForColumns(query);
  const json = JSON.stringify(runnableJson(query));

  useEffect(() => {
    if (!runnable) {
      return;
    }
    const controller = new AbortController();
    api.sql(JSON.parse(json) as CubeQuery, { signal: controller.signal }).then(
      // A query with compared ranges is answered with a list, which the client's type does not say.
      (answer: SqlQuery | readonly SqlQuery[]) => setState({ kind: 'known', statements: statementsOf(answer) }),
      (error: unknown) => {
        if (!controller.signal.aborted) {
          setState({ kind: 'failed', failure: failureOf(error) });
        }
      },
    );
    return () => controller.abort();
  }, [api, json, runnable]);

  if (!runnable) {
    return <p className="empty">Pick a member to see the SQL.</p>;
  }
  switch (state.kind) {
    case 'asking':
      return <div className="progress" role="progressbar" aria-label="Asking for the SQL" />;
    case 'failed':
      return <FailureNotice failure={state.failure} testId="sql-error" />;
    case 'known':
      return (
        <>
          {state.statements.map((statement, index) => (
            <Statement key={index} statement={statement} />
          ))}
        </>
      );
  }
}

function Statement({ statement }: { readonly statement: SqlStatement }): ReactElement {
  const { sql, parameters } = statement;
  return (
    <div className="statement">
      <div className="view-head">
        <h3>SQL</h3>
        <CopyButton text={sql} testId="copy-sql" />
      </div>
      <CodeBlock code={sql} language="sql" label="SQL" testId="sql" />
      {parameters.length > 0 ? (
        <>
          <h3>Parameters</h3>
          <ol className="parameters" data-testid="sql-parameters">
            {parameters.map((parameter, index) => (
              <li key={index}>
                <code>{JSON.stringify(parameter)}</code>
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </div>
  );
}
