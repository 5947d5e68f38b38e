import { isDay, type Day } from '../dates.ts';
import { isRecord } from '../is-record.ts';

/** Front matter of another tool, in whatever words. */
export type FrontMatterData = Readonly<Record<string, unknown>>;

/** The value of a key that the file itself holds; a dotted key such as `last_update.date` reads inside a value. */
export function valueOf(data: FrontMatterData, key: string): unknown {
  if (Object.hasOwn(data, key)) return data[key];
  const dot = key.indexOf('.');
  const outer = dot === -1 ? undefined : valueOf(data, key.slice(0, dot));
  return isRecord(outer) ? valueOf(outer, key.slice(dot + 1)) : undefined;
}

/** The first of several keys that names a day. */
export function dayOf(data: FrontMatterData, keys: readonly string[]): Day | undefined {
  for (const key of keys) {
    const day = parseDay(valueOf(data, key));
    if (day !== undefined) return day;
  }
  return undefined;
}

/** How the names of each month begin in the languages whose exports are met, accents taken off. */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|ene|gen)/,
  /^(?:feb|fev)/,
  /^(?:mar|mae|maerz|mrt|mrz|maart)/,
  /^(?:apr|avr|abr)/,
  /^(?:may|mai|maj|mei|mag)/,
  /^(?:jun|juin|giu)/,
  /^(?:jul|juil|lug)/,
  /^(?:aug|aou|ago)/,
  /^(?:sep|set)/,
  /^(?:oct|okt|ott|out)/,
  /^nov/,
  /^(?:dec|dez|dic)/,
];

function monthOf(name: string): number {
  const plain = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return MONTHS.findIndex((month) => month.test(plain)) + 1;
}

/**
 * A day as other tools write it: `2024-03-01T10:00:00Z`, `2024/3/1`, `01.03.2024`, `March 1, 2024`, `1. März 2024`, `1 de
 * marzo de 2024`, `2024年3月1日`, with the `@` of Notion before it. With slashes and the year last it is the American order,
 * as Microsoft's `ms.date` has it, unless only the other can be.
 */
export function parseDay(value: unknown): Day | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim().replace(/^@/, '').normalize('NFC');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s])/.exec(text);
  if (iso !== null) return dayFrom(iso[1], iso[2], iso[3]);
  const eastern = /^(\d{4})[年년]\s?(\d{1,2})[月월]\s?(\d{1,2})[日일]/.exec(text);
  if (eastern !== null) return dayFrom(eastern[1], eastern[2], eastern[3]);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:$|[,\s])/.exec(text);
  if (american !== null) {
    return Number(american[1]) > 12
      ? dayFrom(american[3], american[2], american[1])
      : dayFrom(american[3], american[1], american[2]);
  }
  const dotted = /^(\d{1,2})[.-](\d{1,2})[.-](\d{4})(?:$|[,\s])/.exec(text);
  if (dotted !== null) return dayFrom(dotted[3], dotted[2], dotted[1]);
  const monthFirst = /^(?:\p{L}{3,10},?\s+)?(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/u.exec(
    text,
  );
  const dayFirst =
    /^(?:\p{L}{3,10}[.,]?\s+)?(\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?(\p{L}{3,10})\.?,?\s+(?:de\s+)?(\d{4})\b/u.exec(
      text,
    );
  const [month, day, year] =
    monthFirst !== null
      ? [monthFirst[1], monthFirst[2], monthFirst[3]]
      : [dayFirst?.[2], dayFirst?.[1], dayFirst?.[3]];
  const number = monthOf(month ?? '');
  return number === 0 ? undefined : dayFrom(year, String(number), day);
}

function dayFrom(year = '', month = '', day = ''): Day | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}

/** The day that a path begins its last name with, as Jekyll, Hugo and Docusaurus date posts: `2026-11-02-prices.md`, `2026-11-02-prices/index.md`. */
export function dayOfPath(path: string): Day | undefined {
  return parseDay(/(?:^|\/)(\d{4}-\d{2}-\d{2})-[^/]*(?:\/index\.[a-z]+)?$/i.exec(path)?.[1]);
}
