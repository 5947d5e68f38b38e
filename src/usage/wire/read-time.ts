/**
 * Texts that PostHog takes for a time (its `parse_date`: RFC 3339, then what the crate dateparser knows). Each shape is held
 * to the calendar, which `Date.parse` is not: to it the 31st of February is in March.
 */
const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?\s*(?<half>am|pm)?`;
const ZONE = String.raw`(?<zone>[+-]\d\d(?::?\d\d)?|[A-Z]{1,4})`;
const MONTH = String.raw`(?<name>[A-Z]{3,9})`;
const WEEKDAY = String.raw`(?:[A-Z]{3},\s*)?`;

/** A day in some order, then a time and a zone, each where the text has one. */
const shape = (day: string, between: string): RegExp =>
  new RegExp(String.raw`^${day}(?:${between}${TIME})?\s*${ZONE}?$`, 'i');

const SHAPES = [
  shape(String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)`, String.raw`(?:T|\s+)`),
  shape(String.raw`(?<year>\d{4})/(?<month>\d{1,2})/(?<day>\d{1,2})`, String.raw`\s+`),
  shape(String.raw`(?<month>\d{1,2})/(?<day>\d{1,2})/(?<year>\d{4}|\d\d)`, String.raw`\s+`),
  shape(String.raw`(?<year>\d{4})-${MONTH}-(?<day>\d\d)`, String.raw`\s+`),
  // RFC 2822, with its weekday and without.
  shape(String.raw`${WEEKDAY}(?<day>\d{1,2})\s+${MONTH},?\s+(?<year>\d{4})`, String.raw`,?\s+`),
  shape(String.raw`${MONTH}\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})`, String.raw`,?\s+`),
];

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Zones by name, in hours from UTC: those of RFC 2822. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

/** Number of milliseconds in one of what a number of so many digits counts: seconds, milliseconds, nanoseconds. */
const UNITS: Readonly<Record<number, number>> = { 10: 1000, 13: 1, 19: 1e-6 };

/** Minutes from UTC; NaN for a zone that nobody knows. */
function readZone(zone: string): number {
  if (!/^[+-]/.test(zone)) return (ZONES[zone.toLowerCase()] ?? NaN) * 60;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  return hours > 23 || minutes > 59 ? NaN : (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function readMonth(name: string): number {
  const wanted = name.toLowerCase();
  return MONTHS.findIndex((month) => month === wanted || month.slice(0, 3) === wanted) + 1;
}

/** The hour of a day, also where it is one of twelve; NaN when there is none. */
function readHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return NaN;
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

/** Milliseconds since 1970; undefined when there is no such moment. */
function readParts(parts: Readonly<Record<string, string | undefined>>): number | undefined {
  const { name, half, fraction = '', zone = 'UTC', year = '' } = parts;
  const month = name === undefined ? Number(parts['month']) : readMonth(name);
  // As C reads two digits: 69 to 99 are of the last century.
  const fullYear = year.length === 2 ? Number(year) + (Number(year) < 69 ? 2000 : 1900) : Number(year);
  const hour = readHour(Number(parts['hour'] ?? 0), half);
  const [day, minute, second] = [parts['day'], parts['minute'], parts['second']].map((text) =>
    Number(text ?? 0),
  ) as [number, number, number];
  if (minute > 59 || second > 60 || !(hour < 24)) return undefined;
  const midnight = new Date(0);
  midnight.setUTCFullYear(fullYear, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const time = midnight.getTime() + ((hour * 60 + minute - readZone(zone)) * 60 + second) * 1000 + ms;
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Milliseconds since 1970 of a text, as PostHog reads it: ISO 8601, RFC 2822, days with slashes or the name of a month, and
 * a number of 10, 13 or 19 digits. UTC where no zone is named. Undefined for any other text, and for what is no text.
 */
export function readTime(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length > 80) return undefined;
  const text = value.trim();
  const unit = /^\d+$/.test(text) ? UNITS[text.length] : undefined;
  if (unit !== undefined) return Math.floor(Number(text) * unit);
  for (const each of SHAPES) {
    const found = each.exec(text);
    if (found?.groups !== undefined) return readParts(found.groups);
  }
  return undefined;
}
