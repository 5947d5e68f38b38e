import { addDays, daysBetween, mondayOf, type Day } from '../library/dates.ts';
import { teamsOf } from '../usage/privacy/team-groups.ts';
import { ALL_TEAMS } from '../usage/questions/all-teams.ts';
import type { RowOf } from '../usage/questions/question.ts';
import type { weeklyActiveRepsByProduct } from '../usage/questions/weekly-active-reps-by-product.ts';
import type { weeklyActiveRepsByTeam } from '../usage/questions/weekly-active-reps-by-team.ts';
import { nameOfTeam } from '../usage/report/team-name.ts';
import type { ChartContext } from './context.ts';

/** One line of a chart by week. */
export interface WeekLine {
  id: string;
  name: string;
  /** Everybody who could be counted, such as the head count of a team in `hub.yaml`; undefined where nobody knows. */
  reps: number | undefined;
  /** People a week, one place for each week of `WeeklySeries.weeks`; undefined where they are under ten. */
  values: (number | undefined)[];
  /** People of whom they are a part, week by week, where that is not `reps`. */
  of?: (number | undefined)[];
  /** The number that the top of the chart stands for, where that is not `reps`. */
  top?: number;
  /** Set where the values are shares in percent. */
  unit?: '%';
  /** What the last value is said to be of; `last week` where nothing is said. */
  when?: string;
}

/** An answer laid out week by week. */
export interface WeeklySeries {
  /** First days of all weeks from the first to the last of the answer, none left out. */
  weeks: Day[];
  /** How many of the weeks were over when the answer was made. */
  fullWeeks: number;
  lines: WeekLine[];
}

interface RowOfWeek {
  /** The Monday it begins on. */
  week: Day;
}

/** The weeks of an answer, and where its rows stand among them. */
interface WeeksOfAnswer<Row> extends Pick<WeeklySeries, 'weeks' | 'fullWeeks'> {
  placeOf: (row: RowOfWeek) => number;
  /** One number of each row, one place a week; undefined where they are under ten. */
  valuesOf: (pick: (row: Row) => number | null) => (number | undefined)[];
}

/**
 * The weeks of an answer and, for each row, the place of its week among them. `until` is a day whose week before is laid
 * out in any case, so that the last week that is known is not taken for the last one that there was.
 */
export function layOutWeeks<Row extends RowOfWeek>(
  rows: readonly Row[],
  today: Day,
  until?: Day,
): WeeksOfAnswer<Row> {
  const weekOf = ({ week }: RowOfWeek) => week.slice(0, 10);
  const days = rows.map(weekOf).filter((day) => day !== '');
  const weeks: Day[] = [];
  const lastOver = until === undefined ? '' : addDays(mondayOf(until), -7);
  const [first, last] = [days.reduce(earlier, '9999'), days.reduce(later, lastOver)];
  if (days.length > 0) for (let day = first; day <= last; day = addDays(day, 7)) weeks.push(day);
  const fullWeeks = weeks.filter((week) => addDays(week, 7) <= today).length;
  const placeOf = (row: RowOfWeek) => Math.round(daysBetween(first, weekOf(row)) / 7);
  const valuesOf = (pick: (row: Row) => number | null) => {
    const values: (number | undefined)[] = weeks.map(() => undefined);
    for (const row of rows) values[placeOf(row)] = pick(row) ?? undefined;
    return values;
  };
  return { weeks, fullWeeks, placeOf, valuesOf };
}

/**
 * Lays rows of week, team and people out as one line a team: everybody, then teams in the order of `hub.yaml`, those that
 * are counted together at the place of the first. A week without a number is a gap, not a zero.
 */
export function buildTeamWeeks(
  rows: readonly RowOf<typeof weeklyActiveRepsByTeam>[],
  context: ChartContext,
  today: Day,
): WeeklySeries {
  const ids = new Set(rows.map(({ team }) => team));
  const placeOf = (id: string) => context.teams.findIndex((team) => team.id === teamsOf(id)[0]);
  const seatsOf = (id: string) =>
    teamsOf(id).reduce((sum, each) => sum + (context.teams.find((team) => team.id === each)?.reps ?? 0), 0);
  const everybody = context.teams.reduce((sum, team) => sum + team.reps, 0);
  const known = [...ids]
    .filter((id) => id === ALL_TEAMS || placeOf(id) !== -1)
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map((id) => ({
      id,
      name: nameOfTeam(id, context),
      reps: id === ALL_TEAMS ? everybody : seatsOf(id),
    }));
  const lined = rows.map(({ week, team, reps }) => ({ week, line: team, reps }));
  return layOut(lined, today, known, (id) => nameOfTeam(id, context));
}

/** The same for products. Whoever could sell one is everybody, or the team that was chosen. */
export function buildProductWeeks(
  rows: readonly RowOf<typeof weeklyActiveRepsByProduct>[],
  context: ChartContext,
  today: Day,
): WeeklySeries {
  const heads = context.teams.reduce((sum, team) => sum + team.reps, 0);
  const known = context.products.map(({ id, name }) => ({ id, name, reps: heads }));
  const lined = rows.map(({ week, product, reps }) => ({ week, line: product, reps }));
  return layOut(lined, today, known, (id) => id);
}

function layOut(
  rows: readonly { week: Day; line: string; reps: number | null }[],
  today: Day,
  known: readonly Omit<WeekLine, 'values'>[],
  nameOf: (id: string) => string,
): WeeklySeries {
  const { weeks, fullWeeks, placeOf } = layOutWeeks(rows, today, today);
  const none = () => weeks.map(() => undefined);
  const lines = new Map<string, WeekLine>(known.map((each) => [each.id, { ...each, values: none() }]));
  for (const row of rows) {
    const id = row.line;
    if (id === '') continue;
    const line = lines.get(id) ?? { id, name: nameOf(id), reps: undefined, values: none() };
    lines.set(id, line);
    line.values[placeOf(row)] = row.reps ?? undefined;
  }
  return { weeks, fullWeeks, lines: [...lines.values()] };
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
