import { addDays, daysBetween, type Day } from '../library/dates.ts';
import { ALL_TEAMS } from '../usage/questions/weekly-active-reps-by-team.ts';
import type { Answer } from '../usage/snapshot.ts';
import { columnOfPeople, columnOfType, nameOfTeam, numberAt, textAt } from './cell.ts';
import type { ChartContext } from './context.ts';

/** The weeks of one team. */
export interface TeamSeries {
  id: string;
  name: string;
  /** Head count from `hub.yaml`, undefined for a team that it does not know. */
  reps: number | undefined;
  /** People a week, one place for each week of `WeeklySeries.weeks`; undefined where withheld or not known. */
  values: (number | undefined)[];
}

/** An answer by week and team, laid out week by week. */
export interface WeeklySeries {
  /** First days of all weeks from the first to the last of the answer, none left out. */
  weeks: Day[];
  /** How many of the weeks were over when the answer was made. */
  fullWeeks: number;
  /** Everybody, then teams in the order of `hub.yaml`, then teams that it does not know. */
  teams: TeamSeries[];
}

/**
 * Lays rows of week, team and people out as one line a team. A week without a row is a gap, not a zero: nobody can
 * tell from outside whether it was withheld or empty.
 */
export function buildWeeklySeries(answer: Answer, context: ChartContext, today: Day): WeeklySeries {
  const weekAt = columnOfType(answer, 'week');
  const teamAt = columnOfType(answer, 'team');
  const valueAt = columnOfPeople(answer);
  const days = answer.rows.map((row) => textAt(row, weekAt).slice(0, 10)).filter((day) => day !== '');
  const weeks: Day[] = [];
  const [first, last] = [days.reduce(earlier, '9999'), days.reduce(later, '')];
  if (days.length > 0) for (let day = first; day <= last; day = addDays(day, 7)) weeks.push(day);

  const none = () => weeks.map(() => undefined);
  const everybody = context.teams.reduce((sum, team) => sum + team.reps, 0);
  const known: TeamSeries[] = [
    { id: ALL_TEAMS, name: nameOfTeam(ALL_TEAMS, context), reps: everybody, values: none() },
    ...context.teams.map(({ id, name, reps }) => ({ id, name, reps, values: none() })),
  ];
  const byId = new Map(known.map((team) => [team.id, team]));
  for (const row of answer.rows) {
    const id = textAt(row, teamAt);
    if (id === '') continue;
    let team = byId.get(id);
    if (team === undefined) {
      team = { id, name: nameOfTeam(id, context), reps: undefined, values: none() };
      byId.set(id, team);
    }
    const place = Math.round(daysBetween(first, textAt(row, weekAt).slice(0, 10)) / 7);
    team.values[place] = numberAt(row, valueAt);
  }
  const fullWeeks = weeks.filter((week) => addDays(week, 7) <= today).length;
  return { weeks, fullWeeks, teams: [...byId.values()] };
}

/** The mean of the values that are known, undefined when fewer than `least` are. */
export function meanOf(values: readonly (number | undefined)[], least: number): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length < least ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
