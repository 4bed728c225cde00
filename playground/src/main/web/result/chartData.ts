import type { ResultSet } from '@cubejs-client/core';
import { type Column, columnsOf } from './columns.js';
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

/** Lays the result out for a chart: time (else the dimensions) along the axis, one series for each measure and dimension value. */
export function chartData(result: ResultSet): ChartData {
  const rows = result.chartPivot();
  const names = result.seriesNames();
  const timeColumn = columnsOf(result).find((column) => column.granularity !== undefined);
  return {
    labels: rows.map(({ xValues }) => xValues.map((value) => labelOf(value, timeColumn)).join(', ')),
    series: names.slice(0, MAX_SERIES).map(({ key, shortTitle, title }) => ({
      title: names.length === 1 ? title : shortTitle,
      values: rows.map((row) => numberOf(row[key])),
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
  const comparison: readonly ChartType[] = axes.length === 1 && columns.length === 2 ? ['bar', 'pie'] : ['bar'];
  return axes.some((column) => column.granularity !== undefined)
    ? ['line', 'area', 'bar']
    : [...comparison, 'line', 'area'];
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
