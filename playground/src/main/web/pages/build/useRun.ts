import type { CubeApi, Query as CubeQuery, ResultSet } from '@cubejs-client/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Failure, failureOf } from '../../api/failure.js';
import type { Query } from '../../query/query.js';
import { runnableJson } from '../../query/queryJson.js';

export type Run =
  | { readonly kind: 'idle' }
  /** `waits` counts how often the server asked for patience ("Continue wait"). */
  | { readonly kind: 'running'; readonly startedAt: number; readonly waits: number; readonly stage: string | null }
  | { readonly kind: 'done'; readonly result: ResultSet; readonly millis: number; readonly of: RunInput }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly of: RunInput };

/** What a result depends on: another query or another token makes it outdated. */
export interface RunInput {
  readonly query: string;
  readonly api: CubeApi;
}

export interface Runner {
  readonly run: Run;
  readonly start: (query: Query) => void;
  readonly stop: () => void;
}

/** Runs one query at a time; a new run takes the place of the one before. */
export function useRun(api: CubeApi): Runner {
  const [run, setRun] = useState<Run>({ kind: 'idle' });
  const current = useRef<AbortController | null>(null);

  useEffect(() => () => current.current?.abort(), []);

  const start = useCallback(
    (query: Query) => {
      current.current?.abort();
      const controller = new AbortController();
      current.current = controller;
      const startedAt = performance.now();
      const json = runnableJson(query);
      const of: RunInput = { query: JSON.stringify(json), api };
      const ifCurrent = (change: (run: Run) => Run): void => {
        if (current.current === controller) {
          setRun(change);
        }
      };
      setRun({ kind: 'running', startedAt, waits: 0, stage: null });
      api
        .load(json as CubeQuery, {
          signal: controller.signal,
          progressCallback: (progress) =>
            ifCurrent((run) =>
              run.kind === 'running' ? { ...run, waits: run.waits + 1, stage: progress.stage() ?? null } : run,
            ),
        })
        .then(
          (result) => ifCurrent(() => ({ kind: 'done', result, millis: performance.now() - startedAt, of })),
          (error: unknown) => ifCurrent(() => ({ kind: 'failed', failure: failureOf(error), of })),
        );
    },
    [api],
  );

  const stop = useCallback(() => {
    current.current?.abort();
    current.current = null;
    setRun({ kind: 'idle' });
  }, []);

  return { run, start, stop };
}
