import type { Day } from '../../library/dates.ts';

/** A piece as it was on a day. */
export interface Stand {
  revision: string;
  day: Day;
}

/** What a browser remembers of a piece that was opened in it. */
export interface Opening {
  /** Address of its page, such as `/battlecards/kestrowe/`, as a browser writes it. */
  path: string;
  /** What news are told against: the last opening before today, until they are put away. */
  before: Stand;
  last: Stand;
  /** The last day on which all claims hold that held when it was opened; undefined when none of them ends. */
  holdsUntil: Day | undefined;
}

/** So many pieces are remembered; whoever comes back to an older one is told nothing. */
export const MOST_OPENINGS = 300;

const NONE = '-';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WORD = /^[^\s"]+$/;

/**
 * One text for each opening, with the path first, then the revision of which there is nothing to tell (`-` when there
 * is, whatever the revision). A page leaves room for news by these two words alone, before it is drawn.
 */
export function renderOpenings(openings: readonly Opening[], today: Day): string {
  return JSON.stringify(
    openings.slice(0, MOST_OPENINGS).map(({ path, before, last, holdsUntil }) => {
      const isQuiet = before.revision === last.revision && (holdsUntil ?? today) >= today;
      const words = [before.revision, before.day, last.revision, last.day, holdsUntil ?? NONE];
      return [path, isQuiet ? last.revision : NONE, ...words].join(' ');
    }),
  );
}

/** Reads what `renderOpenings` wrote, newest first. What is not of that shape is passed over. */
export function parseOpenings(stored: string | null): Opening[] {
  let entries: unknown;
  try {
    entries = JSON.parse(stored ?? '[]');
  } catch {
    return [];
  }
  if (!Array.isArray(entries)) return [];
  return entries.slice(0, MOST_OPENINGS).flatMap((entry: unknown): Opening[] => {
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

/** Openings of earlier days are the ones that news are told against from now on. */
export function beginDay(openings: readonly Opening[], today: Day): Opening[] {
  return openings.map((opening) =>
    opening.last.day < today ? { ...opening, before: opening.last } : opening,
  );
}

/**
 * The piece is opened again. On the same day the news stay until they are put away, so that a reload does not lose them.
 *
 * @param holdsUntil the earliest day on which a claim that still holds ends
 */
export function openAgain(
  openings: readonly Opening[],
  path: string,
  now: Stand,
  holdsUntil: Day | undefined,
): Opening {
  const known = beginDay(openings, now.day).find((each) => each.path === path);
  return { path, before: known?.before ?? now, last: now, holdsUntil };
}

/** Remembers an opening as the latest. */
export function withOpening(openings: readonly Opening[], opening: Opening): Opening[] {
  const others = openings.filter(({ path }) => path !== opening.path);
  return [opening, ...beginDay(others, opening.last.day)];
}

/** There is nothing to tell of the piece any more. */
export function putAway(openings: readonly Opening[], path: string): Opening[] {
  return openings.map((each) => (each.path === path ? { ...each, before: each.last } : each));
}
