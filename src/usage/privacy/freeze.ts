import { ALL_TEAMS } from '../questions/all-teams.ts';
import type { Pieces } from '../../library/pieces.ts';
import type { LibraryIndex } from '../questions/library-facts.ts';
import type { Activity } from '../questions/people-group.ts';
import { yearOf, type Period } from '../questions/periods.ts';
import type { Question } from '../questions/question.ts';
import { readSelected } from '../questions/selected.ts';
import { LEAST_SHOWN, type Cell } from '../snapshot/answer.ts';
import type { EarlierGroups, Round } from './rounding.ts';
import { groupOf, sellingGroups, type TeamGroup } from './team-groups.ts';

/**
 * The numbers of a question in a period that is over: counted once, rounded, and never counted again. `rows` are in the
 * order of what the question selects; the team is the id of a group, or `all`, the sum of what is shown of the groups.
 */
export interface FrozenTable extends Period {
  source: 'embedded' | 'posthog';
  /** The time zone whose midnights bound the period; none is UTC. Under another one it is not counted again. */
  zone?: string | undefined;
  question: string;
  /** The columns of the rows: a question that selects others asks for something else. */
  columns: readonly string[];
  /** Teams as they were counted together. */
  groups: readonly TeamGroup[];
  rows: readonly (readonly (string | number)[])[];
}

/** What came back for a question over a period, exact. */
export interface Counted {
  question: Question;
  period: Period;
  rows: readonly (readonly Cell[])[];
}

/** What counts are frozen with. */
export interface FreezeInput {
  source: FrozenTable['source'];
  groups: readonly TeamGroup[];
  library: LibraryIndex;
  round: Round;
}

type Values = Readonly<Record<string, string | number>>;

/** The names of a question's columns: those of the key, those of people, and that of the team. */
function columnsOf({ selects }: Question) {
  const names = Object.keys(selects);
  const people = names.filter((name) => selects[name] === 'people');
  const team = names.find((name) => selects[name] === 'team') ?? '';
  const keys = names.filter((name) => name !== team && selects[name] !== 'people');
  return { keys, people, team, isWeekAlone: keys.length === 1 && selects[keys[0] ?? ''] === 'day' };
}

/** The groups that a question counts: those who sell, which come first, unless it is about everybody who reads. */
function groupsOf({ readers }: Question, groups: readonly TeamGroup[]): readonly TeamGroup[] {
  return readers === 'everybody' ? groups : sellingGroups(groups);
}

/** Numbers of people of one key, one list a column with one number a group. */
interface KeyCounts {
  row: Values;
  counts: number[][];
}

/** Exact numbers by key. */
function gather({ question, period, rows }: Counted, all: readonly TeamGroup[]): KeyCounts[] {
  const groups = groupsOf(question, all);
  const { keys, people, team, isWeekAlone } = columnsOf(question);
  const places = new Map(groups.map(({ id }, place) => [id, place]));
  const byKey = new Map<string, KeyCounts>();
  const open = (row: Values) => {
    const key = JSON.stringify(keys.map((name) => row[name]));
    const entry = byKey.get(key) ?? { row, counts: people.map(() => groups.map(() => 0)) };
    byKey.set(key, entry);
    return entry.counts;
  };
  // What is about a week and nothing else has a row in every week, so that its absence tells of nobody.
  if (isWeekAlone) open({ [keys[0] ?? '']: period.from });
  for (const row of readSelected(question.selects, rows)) {
    const place = places.get(groupOf(all, String(row[team])));
    // Whoever does not sell is in no number of reps.
    if (place === undefined) continue;
    open(row).forEach((of, column) => (of[place] = (of[place] ?? 0) + Number(row[people[column] ?? ''])));
  }
  return [...byKey.values()];
}

/** People who did the same in the same time, one number a group: exact, and rounded. */
interface Cells {
  activity: Activity;
  period: Period;
  counts: readonly number[];
  shown: number[];
}

function nameOfCells({ weeks, from }: Period, activity: string): string {
  return [weeks, from, activity].join(' ');
}

/**
 * Takes from each number what it has more than one of people that it is a part of, in the same time: each is rounded by
 * itself, so a part could come out as more than the whole, and tell of it where that is hidden. A part that really is more
 * is none: an asset may have been given another product since, and events tell of the one that it had.
 */
function* capParts(all: readonly Cells[]): Pieces<void> {
  const byName = new Map<string, Cells>();
  for (const part of all.toSorted((a, b) => a.activity.length - b.activity.length)) {
    yield;
    const [own, ...wider] = part.activity;
    for (const each of wider) {
      const whole = byName.get(nameOfCells(part.period, each));
      whole?.shown.forEach((most, place) => {
        const isPart = (part.counts[place] ?? 0) <= (whole.counts[place] ?? 0);
        if (isPart) part.shown[place] = Math.min(part.shown[place] ?? 0, most);
      });
    }
    byName.set(nameOfCells(part.period, own), part);
  }
}

interface RoundedKey {
  row: Values;
  cells: Cells[];
}

function* roundKeys(one: Counted, { groups, library, round }: FreezeInput): Pieces<RoundedKey[]> {
  const { question, period } = one;
  const { people } = columnsOf(question);
  const keys: RoundedKey[] = [];
  for (const { row, counts } of gather(one, groups)) {
    yield;
    const cells = counts.map((of, column): Cells => {
      const activity = question.people[people[column] ?? '']?.(row, library) ?? [''];
      const shown = round(activity, yearOf(period), of).slice(0, of.length);
      return { activity, period, counts: of, shown };
    });
    keys.push({ row, cells });
  }
  return keys;
}

/**
 * Rounds what came back for periods that are over. A key of which all teams together are under ten is not kept: that it is
 * there would tell that somebody is behind it.
 */
export function* freezeTables(counted: readonly Counted[], input: FreezeInput): Pieces<FrozenTable[]> {
  const { source, groups } = input;
  const rounded: { question: Question; period: Period; keys: RoundedKey[] }[] = [];
  for (const one of counted)
    rounded.push({ question: one.question, period: one.period, keys: yield* roundKeys(one, input) });
  // A part and what holds it are of the same time.
  for (const same of Map.groupBy(rounded, ({ period }) => nameOfCells(period, '')).values())
    yield* capParts(same.flatMap(({ keys }) => keys.flatMap(({ cells }) => cells)));
  const tables: FrozenTable[] = [];
  for (const { question, period, keys } of rounded) {
    yield;
    const { weeks, from, to } = period;
    const columns = Object.keys(question.selects);
    const { people, team, isWeekAlone } = columnsOf(question);
    const own = groupsOf(question, groups);
    const rows = keys.flatMap(({ row, cells }) => {
      const totals = cells.map(({ shown }) => shown.reduce((sum, each) => sum + each, 0));
      if (!isWeekAlone && totals.every((each) => each < LEAST_SHOWN)) return [];
      const rowOf = (id: string, numbers: readonly number[]) =>
        columns.map((name) => {
          if (name === team) return id;
          return question.selects[name] === 'people'
            ? (numbers[people.indexOf(name)] ?? 0)
            : (row[name] ?? '');
        });
      const ofGroups = own.map(({ id }, place) =>
        rowOf(
          id,
          cells.map(({ shown }) => shown[place] ?? 0),
        ),
      );
      return [rowOf(ALL_TEAMS, totals), ...ofGroups];
    });
    tables.push({ source, question: question.id, weeks, from, to, columns, groups: own, rows });
  }
  return tables;
}

const nameOfGroups = ({ groups }: Pick<FrozenTable, 'groups'>): string => groups.map(({ id }) => id).join();

/** How teams were counted together in the tables of each year, in the order in which these were counted. */
export function groupsByYear(tables: readonly FrozenTable[]): EarlierGroups {
  const byYear = new Map<string, (readonly TeamGroup[])[]>();
  for (const table of tables) {
    const year = yearOf(table);
    const known = byYear.get(year) ?? [];
    const named = nameOfGroups(table);
    // Tables that count other people than those who sell stand among the others.
    const isSame = known.some((groups) => nameOfGroups({ groups }) === named);
    if (!isSame) byYear.set(year, [...known, table.groups]);
  }
  return byYear;
}

/** What tells a table from all others. */
export function nameOfTable(
  table: Pick<FrozenTable, 'source' | 'question' | 'weeks' | 'from' | 'columns'>,
): string {
  const { source, question, weeks, from, columns } = table;
  return [source, question, weeks, from, columns.join()].join(' ');
}

/** Tables that are kept, with those that are not there yet: what was counted first stays. */
export function keepTables(
  kept: readonly FrozenTable[],
  fresh: readonly FrozenTable[],
): readonly FrozenTable[] {
  const known = new Set(kept.map(nameOfTable));
  const more = fresh.filter((table) => !known.has(nameOfTable(table)));
  return more.length === 0 ? kept : [...kept, ...more];
}

/** Where frozen tables are kept. */
export interface FrozenBook {
  /** What rounding goes by; it never leaves the hub. */
  secret: Uint8Array;
  read: () => Promise<readonly FrozenTable[]>;
  /** Keeps those that are not there yet for good, and gives all. Rejects with a UserError when they cannot be kept. */
  add: (tables: readonly FrozenTable[]) => Promise<readonly FrozenTable[]>;
}
