import type { CubeApi } from '@cubejs-client/core';
import { type ReactElement, useState } from 'react';
import { Tabs } from '../../components/Tabs.js';
import type { Query } from '../../query/query.js';
import { runnableJson } from '../../query/queryJson.js';
import { QueryJsonView } from './QueryJsonView.js';
import { ResultChart } from './ResultChart.js';
import { ResultTableView } from './ResultTableView.js';
import { RestView } from './RestView.js';
import { RunState } from './RunState.js';
import { SqlView } from './SqlView.js';
import type { Run } from './useRun.js';

const TABS = [
  { name: 'table', label: 'Table' },
  { name: 'chart', label: 'Chart' },
  { name: 'query', label: 'JSON query' },
  { name: 'sql', label: 'SQL' },
  { name: 'rest', label: 'REST' },
] as const;

type ResultTab = (typeof TABS)[number]['name'];

interface ResultsProps {
  readonly api: CubeApi;
  readonly query: Query;
  readonly run: Run;
  readonly onChange: (query: Query) => void;
  readonly onRun: (query: Query) => void;
}

/** What came back, and the query in the forms in which it can be taken elsewhere. */
export function Results({ api, query, run, onChange, onRun }: ResultsProps): ReactElement {
  const [tab, setTab] = useState<ResultTab>('table');
  const json = JSON.stringify(runnableJson(query));
  const outdated = 'of' in run && (run.of.query !== json || run.of.api !== api);

  const changeAndRun = (changed: Query): void => {
    onChange(changed);
    onRun(changed);
  };

  return (
    <section className="results" aria-label="Results">
      <Tabs
        label="Results"
        tabs={TABS}
        selected={tab}
        onSelect={setTab}
        aside={<RunState run={run} outdated={outdated} sameQuery={'of' in run && run.of.query === json} />}
      >
        {tab === 'table' ? (
          <ResultTableView run={run} query={query} outdated={outdated} onOrder={changeAndRun} />
        ) : null}
        {tab === 'chart' ? <ResultChart run={run} outdated={outdated} /> : null}
        {tab === 'query' ? <QueryJsonView query={query} onChange={onChange} /> : null}
        {tab === 'sql' ? <SqlView api={api} query={query} /> : null}
        {tab === 'rest' ? <RestView query={query} /> : null}
      </Tabs>
    </section>
  );
}
