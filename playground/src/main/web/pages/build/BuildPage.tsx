import { type ReactElement, useCallback, useEffect, useMemo } from 'react';
import { createCubeApi } from '../../api/cubeApi.js';
import { usePlayground } from '../../app/playground.js';
import { Icon } from '../../components/Icon.js';
import { Notice } from '../../components/Notice.js';
import { asksForColumns } from '../../query/query.js';
import type { QueryState } from '../../query/useQuery.js';
import { MemberPanel } from './MemberPanel.js';
import { MetaFailure } from './MetaFailure.js';
import { QueryEditor } from './QueryEditor.js';
import { Results } from './Results.js';
import { useCatalog } from './useCatalog.js';
import { useRun } from './useRun.js';

/** The page that puts a query together, runs it and shows what comes back. */
export function BuildPage({ query, setQuery, addressError }: QueryState): ReactElement {
  const { server, revision, security, reloadServer } = usePlayground();
  const api = useMemo(() => createCubeApi(server.basePath, security.token), [server.basePath, security.token]);
  const { catalog, failure } = useCatalog(api, revision);
  const { run, start, stop } = useRun(api);
  const runnable = asksForColumns(query);
  const running = run.kind === 'running';

  const startRun = useCallback(() => {
    if (runnable) {
      start(query);
    }
  }, [runnable, start, query]);
  useRunShortcut(startRun);

  const { errors } = server.cuboid.model;
  // With the members on the screen a refused token is said in the header, and by the query that is run with it.
  const metaFailure = catalog !== null && failure?.kind === 'unauthorized' ? null : failure;
  return (
    <main className="build">
      <h1 className="unseen">Build a query</h1>
      {catalog !== null ? (
        <MemberPanel catalog={catalog} query={query} onChange={setQuery} onReload={reloadServer} />
      ) : (
        <aside className="members" aria-busy={failure === null} />
      )}
      <div className="build-main">
        {metaFailure !== null ? (
          <MetaFailure failure={metaFailure} modelErrors={errors}>
            <button type="button" className="button small" onClick={reloadServer}>
              Try again
            </button>
          </MetaFailure>
        ) : null}
        {addressError !== null ? (
          <Notice kind="error" title="The query in the address could not be read" testId="address-error">
            <span className="message">{addressError}</span>
          </Notice>
        ) : null}
        {catalog !== null ? (
          <>
            <QueryEditor api={api} catalog={catalog} query={query} onChange={setQuery} />
            <div className="run-row">
              <button
                type="button"
                className="button primary"
                disabled={!runnable || running}
                aria-keyshortcuts="Control+Enter Meta+Enter"
                title="Ctrl+Enter"
                data-testid="run"
                onClick={startRun}
              >
                <Icon name="play" />
                Run
              </button>
              {running ? (
                <button type="button" className="button" data-testid="stop" onClick={stop}>
                  <Icon name="stop" />
                  Stop
                </button>
              ) : null}
              {!runnable ? (
                <span className="help">Pick a measure, a dimension, or a time dimension with a granularity.</span>
              ) : null}
            </div>
            <Results api={api} query={query} run={run} onChange={setQuery} onRun={start} />
          </>
        ) : null}
      </div>
    </main>
  );
}

function useRunShortcut(startRun: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        startRun();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [startRun]);
}
