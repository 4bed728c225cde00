import type { ResultSet } from '@cubejs-client/core';
import { type ReactElement, useMemo, useState } from 'react';
import { Icon } from '../../components/Icon.js';
import type { Direction, Query } from '../../query/query.js';
import { setOrder } from '../../query/queryEdits.js';
import { type Column, type Row, resultTable } from '../../result/columns.js';
import { formatCell } from '../../result/formatCell.js';
import { RunOutcome } from './RunOutcome.js';
import type { Run } from './useRun.js';

const PAGE_SIZE = 100;

interface ResultTableViewProps {
  readonly run: Run;
  readonly query: Query;
  readonly outdated: boolean;
  /** Asks for the query in another order. */
  readonly onOrder: (query: Query) => void;
}

export function ResultTableView({ run, query, outdated, onOrder }: ResultTableViewProps): ReactElement {
  return (
    <RunOutcome run={run} outdated={outdated}>
      {(result) => <ResultRows result={result} query={query} onOrder={onOrder} />}
    </RunOutcome>
  );
}

interface ResultRowsProps {
  readonly result: ResultSet;
  readonly query: Query;
  readonly onOrder: (query: Query) => void;
}

function ResultRows({ result, query, onOrder }: ResultRowsProps): ReactElement {
  const { columns, rows } = useMemo(() => resultTable(result), [result]);
  const [wantedPage, setPage] = useState(0);
  const pages = Math.max(Math.ceil(rows.length / PAGE_SIZE), 1);
  const page = Math.min(wantedPage, pages - 1);
  const directions = new Map(query.order ?? []);

  const order = (column: Column): void => {
    const next = nextDirection(directions.get(column.member));
    onOrder(setOrder(query, next === undefined ? undefined : [[column.member, next]]));
  };

  return (
    <>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Result table">
        <table data-testid="result-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell
                  key={column.key}
                  column={column}
                  direction={directions.get(column.member)}
                  onOrder={() => order(column)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).map((row, index) => (
              <tr key={page * PAGE_SIZE + index}>
                {columns.map((column) => (
                  <Cell key={column.key} column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 ? <p className="empty">The query has no rows.</p> : null}
      </div>
      {pages > 1 ? <Pager page={page} pages={pages} onPage={setPage} /> : null}
    </>
  );
}

interface HeaderCellProps {
  readonly column: Column;
  readonly direction: Direction | undefined;
  readonly onOrder: () => void;
}

function HeaderCell({ column, direction, onOrder }: HeaderCellProps): ReactElement {
  const sort = { asc: 'ascending', desc: 'descending' } as const;
  return (
    <th
      scope="col"
      className={column.type === 'number' ? 'number' : undefined}
      aria-sort={direction === undefined ? 'none' : sort[direction]}
      data-member={column.key}
    >
      <button type="button" title={`${column.key}: click to order`} onClick={onOrder}>
        {column.title}
        {direction !== undefined ? <Icon name={direction === 'asc' ? 'up' : 'down'} /> : null}
      </button>
    </th>
  );
}

/** `data-value` holds the value as the server sent it. */
function Cell({ column, row }: { readonly column: Column; readonly row: Row }): ReactElement {
  const value = row[column.key];
  const missing = value === null || value === undefined;
  const className = [column.type === 'number' ? 'number' : '', missing ? 'null' : ''].join(' ').trim();
  return (
    <td className={className || undefined} data-value={missing ? undefined : String(value)}>
      {formatCell(value, column)}
    </td>
  );
}

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

function Pager({ page, pages, onPage }: PagerProps): ReactElement {
  return (
    <nav className="pager" aria-label="Pages of the result">
      <button type="button" className="button small" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </button>
      <span>
        Page {page + 1} of {pages}
      </span>
      <button type="button" className="button small" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        Next
      </button>
    </nav>
  );
}

function nextDirection(direction: Direction | undefined): Direction | undefined {
  switch (direction) {
    case undefined:
      return 'asc';
    case 'asc':
      return 'desc';
    case 'desc':
      return undefined;
  }
}
