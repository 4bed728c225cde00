import { SqlQuery } from '@cubejs-client/core';
import { describe, expect, it } from 'vitest';
import { statementsOf } from '../../../main/web/result/sqlStatements.js';

function answer(sql: string, parameters: readonly unknown[]): SqlQuery {
  return new SqlQuery({ sql: { sql: [sql, parameters] } } as unknown as ConstructorParameters<typeof SqlQuery>[0]);
}

describe('statementsOf', () => {
  it('lays the SQL out and keeps its parameters', () => {
    expect(statementsOf(answer('SELECT a "x" FROM t WHERE b = $1 AND c = ?', [7]))).toEqual([
      { sql: 'SELECT\n  a "x"\nFROM\n  t\nWHERE\n  b = $1\n  AND c = ?', parameters: [7] },
    ]);
  });

  it('takes the list that compared ranges are answered with', () => {
    expect(statementsOf([answer('SELECT 1', []), answer('SELECT 2', [])]).map(({ sql }) => sql)).toEqual([
      'SELECT\n  1',
      'SELECT\n  2',
    ]);
  });

  it('shows SQL that cannot be laid out as it came', () => {
    expect(statementsOf(answer("SELECT 'unfinished", []))).toEqual([{ sql: "SELECT 'unfinished", parameters: [] }]);
  });
});
