import { addDays, isDay, type Day } from '../dates.ts';
import type { DateOrder } from './crm-words.ts';

/** A date as it is written, read as far as it tells by itself. */
export type WrittenDate =
  | { is: 'day'; day: Day }
  /** Two numbers and a year; `only` where one of the two orders gives no date. */
  | { is: 'two'; first: number; second: number; year: number; only?: DateOrder }
  | { is: 'none' };

/** The beginnings of the names of months in English, German, French and Spanish. */
const MONTHS = [
  /^(?:jan|janv|ene)/,
  /^(?:feb|fev)/,
  /^(?:mar|mrz)/,
  /^(?:apr|avr|abr)/,
  /^(?:may|mai)/,
  /^(?:jun|juin)/,
  /^(?:jul|juil)/,
  /^(?:aug|aou|ago)/,
  /^(?:sep)/,
  /^(?:oct|okt)/,
  /^(?:nov)/,
  /^(?:dec|dez|dic)/,
];

function monthOf(name: string): number | undefined {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const at = MONTHS.findIndex((month) => month.test(plain));
  return at === -1 ? undefined : at + 1;
}

function dayOf(year: number, month: number, day: number): WrittenDate {
  const written = [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(day).padStart(2, '0'),
  ].join('-');
  return isDay(written) ? { is: 'day', day: written } : { is: 'none' };
}

/** Spreadsheets count days from here, and 1970 is far above any deal's line number. */
export const SERIAL_FROM = '1899-12-30';
const MIN_SERIAL = 25_569;
const MAX_SERIAL = 80_000;

/** A date of an export by itself; the time of the day and blanks around are no part of it. */
export function readDate(written: string): WrittenDate {
  const text = written.normalize('NFKC').trim();
  const iso =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text) ?? /^(\d{4})(年)(\d{1,2})月(\d{1,2})日/.exec(text);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[3]), Number(iso[4]));
  const named =
    /^(\d{1,2})(?:st|nd|rd|th)?[-\s./]*(?:de\s+)?([\p{L}]{3,})\.?[-\s,./]*(?:de\s+)?(\d{4})(?!\d)/u.exec(
      text,
    );
  if (named !== null) return fromName(named[3], named[2], named[1]);
  const american = /^([\p{L}]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u.exec(text);
  if (american !== null) return fromName(american[3], american[1], american[2]);
  const two = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(text);
  if (two !== null) return twoNumbers(Number(two[1]), Number(two[3]), Number(two[4]), two[2]);
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
  if (serial >= MIN_SERIAL && serial <= MAX_SERIAL) return { is: 'day', day: addDays(SERIAL_FROM, serial) };
  // What programs store: milliseconds since 1970.
  if (/^1\d{12}$/.test(text)) return { is: 'day', day: new Date(Number(text)).toISOString().slice(0, 10) };
  return { is: 'none' };
}

function fromName(year = '', name = '', day = ''): WrittenDate {
  const month = monthOf(name);
  return month === undefined ? { is: 'none' } : dayOf(Number(year), month, Number(day));
}

function twoNumbers(first: number, second: number, year: number, sign: string | undefined): WrittenDate {
  const fits = (month: number, day: number) => dayOf(year, month, day).is === 'day';
  const dayFirst = fits(second, first);
  // Nowhere do points stand between a month and a day that follows it.
  const monthFirst = sign !== '.' && fits(first, second);
  if (!dayFirst && !monthFirst) return { is: 'none' };
  if (first === second) return dayOf(year, first, second);
  if (dayFirst && monthFirst) return { is: 'two', first, second, year };
  return { is: 'two', first, second, year, only: dayFirst ? 'day-first' : 'month-first' };
}

/** The day that a date means once the order of the file is known. */
export function dayIn(date: WrittenDate, order: DateOrder): Day | undefined {
  if (date.is === 'day') return date.day;
  if (date.is === 'none') return undefined;
  const { first, second, year } = date;
  const read = order === 'day-first' ? dayOf(year, second, first) : dayOf(year, first, second);
  return read.is === 'day' ? read.day : undefined;
}
