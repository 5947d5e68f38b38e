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

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A day as other tools write it: `2024-03-01T10:00:00Z`, `2024/3/1`, `01.03.2024`, `March 1, 2024`, `1 March 2024`.
 * With slashes and the year last it is the American order, as Microsoft's `ms.date` has it, unless only the other can be.
 */
export function parseDay(value: unknown): Day | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s])/.exec(text);
  if (iso !== null) return dayFrom(iso[1], iso[2], iso[3]);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:$|[,\s])/.exec(text);
  if (american !== null) {
    return Number(american[1]) > 12
      ? dayFrom(american[3], american[2], american[1])
      : dayFrom(american[3], american[1], american[2]);
  }
  const dotted = /^(\d{1,2})[.-](\d{1,2})[.-](\d{4})(?:$|[,\s])/.exec(text);
  if (dotted !== null) return dayFrom(dotted[3], dotted[2], dotted[1]);
  const monthFirst =
    /^(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/.exec(text);
  const dayFirst =
    /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b/.exec(text);
  const [month, day, year] =
    monthFirst !== null
      ? [monthFirst[1], monthFirst[2], monthFirst[3]]
      : [dayFirst?.[2], dayFirst?.[1], dayFirst?.[3]];
  const number = MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase()) + 1;
  return number === 0 ? undefined : dayFrom(year, String(number), day);
}

function dayFrom(year = '', month = '', day = ''): Day | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}
