import type { ResultSet, SeriesNamesColumn } from '@cubejs-client/core';
import { type Column, columnsOf, rowCount } from './columns.js';
import { NULL_TEXT, formatTime } from './formatCell.js';

export type ChartType = 'line' | 'area' | 'bar' | 'pie' | 'number';

export interface ChartSeries {
  readonly title: string;
  readonly values: readonly (number | null)[];
}

export interface ChartData {
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  /** How many series are not shown, because nobody could tell them apart. */
  readonly hiddenSeries: number;
}

const MAX_SERIES = 25;
/** A pie with more slices shows nothing. */
const MAX_SLICES = 25;

/** Lays the result out for a chart: time (else the dimensions) along the axis, one series for each measure and dimension value. */
export function chartData(result: ResultSet): ChartData {
  const rows = result.chartPivot();
  const names = result.seriesNames();
  const columns = columnsOf(result);
  const measures = columns.filter((column) => column.isMeasure);
  const timeColumn = columns.find((column) => column.granularity !== undefined);
  return {
    labels: rows.map(({ xValues }) => xValues.map((value) => labelOf(value, timeColumn)).join(', ')),
    series: names.slice(0, MAX_SERIES).map((name) => ({
      title: titleOf(name, measures),
      values: rows.map((row) => numberOf(row[name.key])),
    })),
    hiddenSeries: Math.max(names.length - MAX_SERIES, 0),
  };
}

/** The kinds of chart that say something about this result, the most telling first. */
export function suitableCharts(result: ResultSet): readonly ChartType[] {
  const columns = columnsOf(result);
  const axes = columns.filter((column) => !column.isMeasure);
  if (columns.length === axes.length) {
    return [];
  }
  if (axes.length === 0) {
    return ['number'];
  }
  const sliceable = axes.length === 1 && columns.length === 2 && rowCount(result) <= MAX_SLICES;
  const comparison: readonly ChartType[] = sliceable ? ['bar', 'pie'] : ['bar'];
  return axes.some((column) => column.granularity !== undefined)
    ? ['line', 'area', 'bar']
    : [...comparison, 'line', 'area'];
}

/** The values of the dimensions that make the series, and the measure where there is a choice of them. */
function titleOf({ yValues }: SeriesNamesColumn, measures: readonly Column[]): string {
  const measure = measures.find((column) => column.key === yValues.at(-1));
  if (measure === undefined) {
    return yValues.join(', ');
  }
  const values: readonly (string | null)[] = yValues.slice(0, -1);
  const parts = values.map((value) => value ?? NULL_TEXT);
  if (parts.length === 0) {
    return measures.length === 1 ? measure.title : measure.shortTitle;
  }
  return measures.length === 1 ? parts.join(', ') : [...parts, measure.shortTitle].join(', ');
}

function labelOf(value: string | null, timeColumn: Column | undefined): string {
  if (value === null) {
    return NULL_TEXT;
  }
  return timeColumn !== undefined && /^\d{4}-\d\d-\d\dT/.test(value) ? formatTime(value, timeColumn) : value;
}

function numberOf(value: unknown): number | null {
  if (value === null || value === undefined) {
    return null;
  }
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
