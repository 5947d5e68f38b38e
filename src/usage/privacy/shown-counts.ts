import { addDays, type Day } from '../../library/dates.ts';
import { ALL_TEAMS } from '../questions/all-teams.ts';
import type { LibraryIndex } from '../questions/library-facts.ts';
import { weekFrom, type Activity, type Window } from '../questions/people-group.ts';
import type { PeopleGroup, Question } from '../questions/question.ts';
import { rowsOf, type TableOfCells } from '../questions/rows-of.ts';

/** A number of people that stands in a snapshot, and whom it is about. */
export interface ShownCount {
  /** The column it stands in. */
  column: string;
  people: number;
  did: Activity;
  team: string;
  when: Window;
  /** What the same column says of all teams together: of it, those of the teams are parts. */
  ofAllTeams: string;
  /** A group of all teams at another time that these people are a part of. */
  also?: { did: Activity; when: Window };
}

/** Rows that stand together: those of a question, or of one of its slices. */
export interface ShownTable extends TableOfCells {
  question: Question;
  /** Id of the team, `all` for everybody. */
  team: string;
  /** The last days that it looks at; undefined for weeks. */
  days: number | undefined;
}

/** What is known beside the numbers. */
export interface CountContext {
  library: LibraryIndex;
  today: Day;
}

/** What a head count tells: that somebody is there, which whoever does anything is. */
export const BE_THERE = 'be there';

/** The columns whose number of people is shown. */
function shownGroups({ row, people }: Question): [string, PeopleGroup][] {
  return Object.entries(people).filter((entry): entry is [string, PeopleGroup] => {
    const column = row[entry[0]];
    return column?.role === 'people' && column.isHidden !== true;
  });
}

/** The numbers of people in each row of a table, as its question declares them. A question without people has none. */
export function countsOf(table: ShownTable, { library, today }: CountContext): ShownCount[][] {
  const { question, days } = table;
  const groups = shownGroups(question);
  const end = addDays(today, 1);
  const lastDays = { from: addDays(today, 1 - (days ?? 0)), to: end };
  const weeks = new Map<string, Window>();
  const weekOf = (monday: string) => {
    const week = weeks.get(monday) ?? untilToday(weekFrom(monday));
    weeks.set(monday, week);
    return week;
  };
  // Nothing is known of tomorrow, so a time that ends behind today ends today.
  const untilToday = (when: Window) => (when.to > end ? { from: when.from, to: end } : when);
  const columns = Object.entries(question.row);
  const teamKey = columns.find(([, { type }]) => type === 'team')?.[0];
  const weekKey = columns.find(([, { type }]) => type === 'week')?.[0];
  return rowsOf(question, table).map((row) =>
    groups.flatMap(([column, group]) => {
      const people = row[column];
      if (typeof people !== 'number') return [];
      const team = teamKey === undefined ? table.team : String(row[teamKey]);
      const about = { team, library };
      const did = group.did(row, about);
      const when =
        group.when?.(row, today) ??
        (weekKey === undefined ? lastDays : weekOf(String(row[weekKey]).slice(0, 10)));
      const also = group.also?.(row);
      return {
        column,
        people,
        did,
        team,
        when: untilToday(when),
        ofAllTeams: team === ALL_TEAMS ? did[0] : group.did(row, { team: ALL_TEAMS, library })[0],
        ...(also && { also: { did: also.did, when: untilToday(also.when) } }),
      };
    }),
  );
}

/** The widest things that the people of a table did; the same in each of its rows. */
export function widestActivities(table: ShownTable, { library }: CountContext): ReadonlySet<string> {
  const [row] = rowsOf(table.question, { ...table, rows: table.rows.slice(0, 1) });
  if (row === undefined) return new Set();
  const groups = shownGroups(table.question);
  return new Set(groups.map(([, { did }]) => did(row, { team: table.team, library }).at(-1) ?? ''));
}
