import type { Day } from '../../library/dates.ts';

/** An asset as it was on a day. */
export interface SeenRevision {
  revision: string;
  day: Day;
}

/** What a browser remembers of an asset that was opened in it. */
export interface Visit {
  /** Address of its page, such as `/battlecards/kestrowe/`, as a browser writes it. */
  path: string;
  /** What news are told against: the last visit before today, until they are put away. */
  before: SeenRevision;
  last: SeenRevision;
  /** The last day on which all claims hold that held when it was opened; undefined when none of them ends. */
  holdsUntil: Day | undefined;
}

/** So many assets are remembered; whoever comes back to an older one is told nothing. */
export const MAX_VISITS = 300;

const NONE = '-';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WORD = /^[^\s"]+$/;

/**
 * One text for each visit, with the path first, then the revision of which there is nothing to tell (`-` when there
 * is, whatever the revision). A page leaves room for news by these two words alone, before it is drawn.
 */
export function renderVisits(visits: readonly Visit[], today: Day): string {
  return JSON.stringify(
    visits.slice(0, MAX_VISITS).map(({ path, before, last, holdsUntil }) => {
      const isQuiet = before.revision === last.revision && (holdsUntil ?? today) >= today;
      const words = [before.revision, before.day, last.revision, last.day, holdsUntil ?? NONE];
      return [path, isQuiet ? last.revision : NONE, ...words].join(' ');
    }),
  );
}

/** Reads what `renderVisits` wrote, newest first. What is not of that shape is passed over. */
export function parseVisits(stored: string | null): Visit[] {
  let entries: unknown;
  try {
    entries = JSON.parse(stored ?? '[]');
  } catch {
    return [];
  }
  if (!Array.isArray(entries)) return [];
  return entries.slice(0, MAX_VISITS).flatMap((entry: unknown): Visit[] => {
    if (typeof entry !== 'string') return [];
    const [path = '', , beforeRevision = '', beforeDay = '', revision = '', day = '', until = ''] =
      entry.split(' ');
    const isWhole =
      [path, beforeRevision, revision].every((word) => WORD.test(word)) &&
      [beforeDay, day].every((word) => DAY.test(word));
    if (!isWhole) return [];
    const holdsUntil = DAY.test(until) ? until : undefined;
    const before = { revision: beforeRevision, day: beforeDay };
    return [{ path, before, last: { revision, day }, holdsUntil }];
  });
}

/** Visits of earlier days are the ones that news are told against from now on. */
export function beginDay(visits: readonly Visit[], today: Day): Visit[] {
  return visits.map((visit) => (visit.last.day < today ? { ...visit, before: visit.last } : visit));
}

/** The earliest of these last days that is not over; undefined when there is none. */
export function nextEnd(ends: readonly Day[], today: Day): Day | undefined {
  return ends.filter((end) => end >= today).sort()[0];
}

/** Whether one of these days was not over at the last visit, and is now. */
export function hasEndedSince(ends: readonly Day[], before: Day, today: Day): boolean {
  return ends.some((end) => end >= before && end < today);
}

/**
 * The asset is opened again. On the same day the news stay until they are put away, so that a reload does not lose them.
 *
 * @param holdsUntil the earliest day on which a claim that still holds ends
 */
export function revisit(
  visits: readonly Visit[],
  path: string,
  now: SeenRevision,
  holdsUntil: Day | undefined,
): Visit {
  const known = beginDay(visits, now.day).find((each) => each.path === path);
  return { path, before: known?.before ?? now, last: now, holdsUntil };
}

/** Remembers a visit as the latest. */
export function addVisit(visits: readonly Visit[], visit: Visit): Visit[] {
  const others = visits.filter(({ path }) => path !== visit.path);
  return [visit, ...beginDay(others, visit.last.day)];
}

/** There is nothing to tell of the asset any more. */
export function dismissNews(visits: readonly Visit[], path: string): Visit[] {
  return visits.map((each) => (each.path === path ? { ...each, before: each.last } : each));
}
