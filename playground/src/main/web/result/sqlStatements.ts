import type { SqlQuery } from '@cubejs-client/core';
import { formatDialect, postgresql } from 'sql-formatter';

export interface SqlStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The statements of an answer of `/v1/sql`, laid out for reading. */
export function statementsOf(answer: SqlQuery | readonly SqlQuery[]): readonly SqlStatement[] {
  const queries: readonly SqlQuery[] = Array.isArray(answer) ? answer : [answer as SqlQuery];
  return queries.map((query) => {
    const [sql, parameters] = query.rawQuery().sql as unknown as readonly [string, readonly unknown[] | undefined];
    return { sql: formatSql(sql), parameters: parameters ?? [] };
  });
}

function formatSql(sql: string): string {
  try {
    return formatDialect(sql, {
      dialect: postgresql,
      keywordCase: 'preserve',
      paramTypes: { positional: true, numbered: ['$'] },
    });
  } catch {
    // Raw SQL of a model may be of a dialect that the formatter does not know.
    return sql;
  }
}
