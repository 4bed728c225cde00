import type { DateRange } from './query.js';

/** Relative ranges that the server understands, in the order in which they are offered. */
export const DATE_RANGE_PRESETS: readonly string[] = [
  'today',
  'yesterday',
  'this week',
  'this month',
  'this quarter',
  'this year',
  'last 7 days',
  'last 30 days',
  'last week',
  'last month',
  'last quarter',
  'last year',
  'last 12 months',
];

export function presetLabel(preset: string): string {
  return preset.charAt(0).toUpperCase() + preset.slice(1);
}

/** The first and the last day of a range in absolute dates, for two date inputs. */
export function daysOf(range: DateRange | undefined): readonly [from: string, to: string] {
  if (range === undefined || typeof range === 'string') {
    return ['', ''];
  }
  const from = range[0] ?? '';
  const to = range[1] ?? from;
  return [from.slice(0, 10), to.slice(0, 10)];
}

/** The last 30 days up to the given one: where the choice of a custom range begins. */
export function customRangeUntil(today: Date): DateRange {
  const from = new Date(today);
  from.setDate(from.getDate() - 29);
  return [isoDay(from), isoDay(today)];
}

function isoDay(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0');
  const day = String(date.getDate()).padStart(2, '0');
  return `${date.getFullYear()}-${month}-${day}`;
}
