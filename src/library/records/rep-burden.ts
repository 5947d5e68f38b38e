import { addDays, daysBetween, mondayOf, type Day } from '../dates.ts';

/** Something that is asked of reps. */
export interface Ask {
  ask: string;
  /** Id of a person. */
  owner: string;
  /** Ids of the teams that are asked, one at least. */
  teams: string[];
  /** Asked of one rep in each week in which it runs. */
  minutes: number;
  from: Day;
  until: Day;
  why: string;
  cameOfIt?: string;
  /** 1-based line of its words. */
  line: number;
}

/** The minutes that are asked of each rep of a team in one week. */
export interface TeamBurden {
  /** Id of the team. */
  team: string;
  minutes: number;
  /** What they are asked for. */
  asks: Ask[];
}

/** Whether something is asked in the week that begins on a Monday. */
function isAskedIn({ from, until }: Pick<Ask, 'from' | 'until'>, monday: Day): boolean {
  return from <= addDays(monday, 6) && until >= monday;
}

/**
 * What a week asks of one rep of each team, in the order of the teams. An ask counts in full in every week in which it
 * runs, since nobody knows in which of them a rep will answer: no rep can be asked for more in the week.
 *
 * @param monday the day on which the week begins
 */
export function burdenOf(asks: readonly Ask[], teams: readonly { id: string }[], monday: Day): TeamBurden[] {
  const running = asks.filter((ask) => isAskedIn(ask, monday));
  return teams.map(({ id }) => {
    const own = running.filter((ask) => ask.teams.includes(id));
    return { team: id, minutes: own.reduce((sum, { minutes }) => sum + minutes, 0), asks: own };
  });
}

/** The most that any team is asked for in a week, in minutes of each rep. */
export function mostAsked(asks: readonly Ask[], teams: readonly { id: string }[], monday: Day): number {
  return Math.max(0, ...burdenOf(asks, teams, monday).map(({ minutes }) => minutes));
}

/** The Mondays from the week of a day on to the last week in which anything is asked; the first one always. */
export function weeksFrom(asks: readonly Ask[], today: Day): Day[] {
  const first = mondayOf(today);
  const last = asks.reduce((latest, { until }) => (until > latest ? until : latest), first);
  const count = 1 + Math.floor(daysBetween(first, last) / 7);
  return Array.from({ length: count }, (_, week) => addDays(first, 7 * week));
}

/** What a week asks of reps in one line, such as `Asked of reps this week: up to 10 of 15 minutes`. */
export function sayAsked(minutes: number, cap: number, when: string): string {
  return minutes === 0
    ? `Nothing is asked of reps ${when}`
    : `Asked of reps ${when}: up to ${String(minutes)} of ${String(cap)} minutes`;
}
