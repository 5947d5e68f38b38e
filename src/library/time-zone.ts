import type { Day } from './dates.ts';

/** Names of time zones as the IANA writes them, such as Europe/Berlin; an offset such as +05:30 is none. */
const ZONE = /^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/;

/** Whether clocks somewhere go by a time zone of that name. */
export function isZone(text: string): boolean {
  return ZONE.test(text) && canonicalZone(text) !== undefined;
}

function canonicalZone(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Whether two names are of the same time zone, as Asia/Kolkata and Asia/Calcutta are; none is UTC. */
export function isSameZone(one = 'UTC', other = 'UTC'): boolean {
  return one === other || canonicalZone(one) === canonicalZone(other);
}

/** No clock is further from UTC. */
const MAX_AHEAD_MS = 86_400_000;

/** A formatter takes a hundred times as long to make as to use. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function openClock(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const [year, number] = ['numeric', '2-digit'] as const;
  // Swedes write a date as the hub does.
  const clock = new Intl.DateTimeFormat('sv', { timeZone: zone, year, month: number, day: number });
  clocks.set(zone, clock);
  return clock;
}

/** The day that it is in a time zone at a moment, in milliseconds since 1970; no zone is UTC. */
export function dayIn(zone: string | undefined, ms: number): Day {
  return zone === undefined ? new Date(ms).toISOString().slice(0, 10) : openClock(zone).format(ms);
}

/** The moment at which a day begins in a time zone, in milliseconds since 1970. Where clocks leave out midnight it is later. */
export function startOf(zone: string | undefined, day: Day): number {
  const midnight = Date.parse(day);
  if (zone === undefined) return midnight;
  let [before, after] = [midnight - MAX_AHEAD_MS, midnight + MAX_AHEAD_MS];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayIn(zone, middle) < day) before = middle;
    else after = middle;
  }
  return after;
}
