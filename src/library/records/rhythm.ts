import { addDays, daysBetween, type Day } from '../dates.ts';

/** `build`: how we build what you sell; `sell`: how I sell what you build. */
export const SESSION_KINDS = ['build', 'sell'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** What each kind of session is called. */
export const sessionNames = {
  build: 'How we build what you sell',
  sell: 'How I sell what you build',
} as const satisfies Record<SessionKind, string>;

/** Somebody who shows others how they work. */
export interface Session {
  session: string;
  kind: SessionKind;
  /** Who shows it: id of a department for `build`, of a sales team for `sell`. */
  by: string;
  /** Whom it is for: ids of departments and teams; empty for everybody. */
  for: string[];
  /** Id of the person who prepares it. */
  owner: string;
  on: Day;
  /** Address of the recording. */
  recording?: string;
  /** How many came. */
  attended?: number;
  /** Id of the page that is told. */
  story?: string;
  /** 1-based line of its words. */
  line: number;
}

/** Something that is done again and again. */
export interface Ritual {
  ritual: string;
  why: string;
  /** Id of a person. */
  owner: string;
  /** Days from one time to the next, at most. */
  everyDays: number;
  /** The kind of the sessions that it consists of; undefined where its days stand in `held`. */
  sessions?: SessionKind;
  held: Day[];
  /** 1-based line of its words. */
  line: number;
}

/** How a ritual is kept on a day. */
export interface Beat {
  /** The last time; undefined where there was none yet. */
  last?: Day;
  /** The next one that is planned. */
  next?: Day;
  /** The last day on which the next one keeps the interval. */
  dueBy?: Day;
  /** Days beyond it; 0 while the interval is kept. */
  lateDays: number;
  /** Of the times of a year, how many came within the interval of the one before. */
  kept: number;
  /** Of how many: an interval that has run out counts, one that still runs does not. */
  of: number;
}

const LOOKED_BACK_DAYS = 365;

/** How a ritual is kept on the day `today`, by its own days or those of its sessions. */
export function beatOf(
  { everyDays, sessions: kind, held }: Pick<Ritual, 'everyDays' | 'sessions' | 'held'>,
  sessions: readonly Pick<Session, 'kind' | 'on'>[],
  today: Day,
): Beat {
  const own = kind === undefined ? held : sessions.flatMap((each) => (each.kind === kind ? [each.on] : []));
  const days = [...new Set(own)].sort();
  const past = days.filter((day) => day <= today);
  const next = days.find((day) => day > today);
  const last = past.at(-1);
  if (last === undefined) return { ...(next !== undefined && { next }), lateDays: 0, kept: 0, of: 0 };
  const dueBy = addDays(last, everyDays);
  const lateDays = Math.max(0, daysBetween(dueBy, today));
  const gaps = past
    .slice(1)
    .map((day, at) => ({ day, gap: daysBetween(past[at] ?? day, day) }))
    .filter(({ day }) => daysBetween(day, today) <= LOOKED_BACK_DAYS);
  const kept = gaps.filter(({ gap }) => gap <= everyDays).length;
  return {
    last,
    ...(next !== undefined && { next }),
    dueBy,
    lateDays,
    kept,
    of: gaps.length + (lateDays > 0 ? 1 : 0),
  };
}

/** The next session that shows what one department does and that another one may come to. */
export function nextSession(
  sessions: readonly Session[],
  { from, to, today }: { from: string; to: string; today: Day },
  departmentOf: (group: string) => string,
): Session | undefined {
  return sessions
    .filter(
      (each) =>
        each.on >= today &&
        departmentOf(each.by) === from &&
        (each.for.length === 0 || each.for.some((group) => departmentOf(group) === to)),
    )
    .sort((a, b) => (a.on < b.on ? -1 : 1))[0];
}
