import type { Annotation, Query as CubeQuery, QueryAnnotations, ResultSet } from '@cubejs-client/core';

/** A column of the result: which value of a row it shows, and how. */
export interface Column {
  /** The key in the rows: `Orders.count`, or `Orders.createdAt.day`. */
  readonly key: string;
  /** The member that the order of the query names. */
  readonly member: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly type: string;
  readonly format: Annotation['format'];
  readonly currency: string | undefined;
  readonly granularity: string | undefined;
  readonly isMeasure: boolean;
}

export type Row = Readonly<Record<string, unknown>>;

export interface ResultTable {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The key under which the API marks the rows of each compared range. */
const COMPARED_RANGE = 'compareDateRange';

/** The result as rows and columns, in the order of the query; compared ranges stand below each other. */
export function resultTable(result: ResultSet): ResultTable {
  const rows = result.decompose().flatMap((part) => part.rawData() as Row[]);
  const columns = columnsOf(result);
  const compared = rows.some((row) => row[COMPARED_RANGE] !== undefined);
  return { columns: compared ? [comparedRangeColumn(), ...columns] : columns, rows };
}

/** The number of rows, of all parts together. */
export function rowCount(result: ResultSet): number {
  return result.decompose().reduce((sum, part) => sum + part.rawData().length, 0);
}

/** The columns of the query, which all parts of a result have in common. */
export function columnsOf(result: ResultSet): readonly Column[] {
  const [first] = result.decompose();
  return first === undefined ? [] : columnsOfQuery(first.query(), first.annotation());
}

function columnsOfQuery(query: CubeQuery, annotation: QueryAnnotations): readonly Column[] {
  const dimensions = (query.dimensions ?? []).map((member) =>
    column(member, member, annotation.dimensions[member], false),
  );
  const timeDimensions = (query.timeDimensions ?? []).flatMap(({ dimension, granularity }) => {
    if (granularity === undefined || granularity === null) {
      return [];
    }
    const key = `${dimension}.${granularity}`;
    const known = annotation.timeDimensions[key] ?? annotation.timeDimensions[dimension];
    return [column(key, dimension, known, false, granularity)];
  });
  const measures = (query.measures ?? []).map((member) => column(member, member, annotation.measures[member], true));
  return [...dimensions, ...timeDimensions, ...measures];
}

function column(
  key: string,
  member: string,
  annotation: Annotation | undefined,
  isMeasure: boolean,
  granularity?: string,
): Column {
  return {
    key,
    member,
    title: annotation?.title ?? key,
    shortTitle: annotation?.shortTitle ?? key,
    type: annotation?.type ?? 'string',
    format: annotation?.format,
    currency: annotation?.currency,
    granularity,
    isMeasure,
  };
}

function comparedRangeColumn(): Column {
  return {
    key: COMPARED_RANGE,
    member: COMPARED_RANGE,
    title: 'Date range',
    shortTitle: 'Date range',
    type: 'string',
    format: undefined,
    currency: undefined,
    granularity: undefined,
    isMeasure: false,
  };
}
