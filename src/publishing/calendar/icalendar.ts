import { addDays, type Day } from '../../library/dates.ts';
import type { Calendar, CalendarEntry } from './calendars.ts';

/** Where calendars are read, and on which day they are made. */
export interface CalendarHome {
  /** `company.site` of hub.yaml; entries lead nowhere without it. */
  site: string | undefined;
  company: string;
  today: Day;
}

/** Octets of a line; a longer one goes on behind a blank (RFC 5545, 3.1). */
const MAX_LINE_BYTES = 75;

/** A calendar as iCalendar (RFC 5545). Entries take no time of anybody: they are for days as a whole. */
export function renderIcalendar({ label, entries }: Calendar, home: CalendarHome): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//sales-enablement-hub//calendar//EN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(`${home.company}: ${label}`)}`,
    `X-WR-CALNAME:${escapeText(`${home.company}: ${label}`)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...entries.flatMap((entry) => linesOf(entry, home)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function linesOf(
  { id, day, title, address }: CalendarEntry,
  { site, company, today }: CalendarHome,
): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(`${encodeURIComponent(company)}/${id}`)}`,
    `DTSTAMP:${numberOf(today)}T000000Z`,
    `DTSTART;VALUE=DATE:${numberOf(day)}`,
    `DTEND;VALUE=DATE:${numberOf(addDays(day, 1))}`,
    `SUMMARY:${escapeText(title)}`,
    ...(site === undefined ? [] : [`URL:${new URL(address, site).href}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

const numberOf = (day: Day): string => day.replaceAll('-', '');

const escapeText = (words: string): string =>
  words.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\s*[\r\n]+\s*/g, '\\n');

/** What a sign takes in UTF-8. */
function bytesOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function foldLine(line: string): string {
  let folded = '';
  let bytes = 0;
  for (const sign of line) {
    const length = bytesOf(sign);
    if (bytes + length > MAX_LINE_BYTES) {
      folded += '\r\n ';
      bytes = 1;
    }
    folded += sign;
    bytes += length;
  }
  return folded;
}
