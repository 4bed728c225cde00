import { type FormatValueOptions, formatValue } from '@cubejs-client/core/format';
import type { Column } from './columns.js';

/** Stands where the data has no value. */
export const NULL_TEXT = '∅';

/** Cube's, where the model names none. */
const DEFAULT_CURRENCY = 'USD';
const CURRENCY_CODE = /^[A-Za-z]{3}$/;

type Format = Pick<Column, 'type' | 'format' | 'currency' | 'granularity'>;

/**
 * A value as a person reads it; numbers by the format of the model.
 *
 * @param locale the browser's where it is not given
 */
export function formatCell(value: unknown, column: Format, locale?: string): string {
  if (value === null || value === undefined) {
    return NULL_TEXT;
  }
  if (typeof value === 'object') {
    return JSON.stringify(value);
  }
  if (column.type === 'time') {
    return formatTime(String(value), column);
  }
  if (column.type !== 'number' && column.type !== 'boolean') {
    return String(value);
  }
  if (column.type === 'number' && !isExact(value)) {
    return String(value);
  }
  const currency = column.currency ?? DEFAULT_CURRENCY;
  if (column.format === 'currency' && CURRENCY_CODE.test(currency)) {
    return formatMoney(Number(value), currency, locale);
  }
  return formatValue(value, { ...memberOf(column), ...(locale !== undefined && { locale }) });
}

/** A point in time, at the precision of the column's granularity. */
export function formatTime(value: string, column: Format): string {
  if (Number.isNaN(new Date(value).getTime())) {
    return value;
  }
  return formatValue(value, memberOf(column));
}

/** With all digits of the currency, so that a column lines up; Cube's formatter leaves out the last zeros. */
function formatMoney(amount: number, currency: string, locale: string | undefined): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
}

/** A number that JavaScript would round is shown as the server sent it. */
function isExact(value: unknown): boolean {
  const number = Number(value);
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
}

function memberOf({ type, format, currency, granularity }: Format): FormatValueOptions {
  return {
    type: type as 'time' | 'number' | 'string' | 'boolean',
    emptyPlaceholder: NULL_TEXT,
    ...(format !== undefined && { format }),
    ...(currency !== undefined && { currency }),
    ...(granularity !== undefined && { granularity }),
  };
}
