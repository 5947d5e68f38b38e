import type { Cell } from '../snapshot/answer.ts';
import { ALL_TEAMS } from '../questions/all-teams.ts';
import type { Activity, Window } from '../questions/people-group.ts';
import { isSmallGroup } from './minimum-group.ts';
import {
  BE_THERE,
  countsOf,
  widestActivities,
  type CountContext,
  type ShownCount,
  type ShownTable,
} from './shown-counts.ts';

/** A table with the rows that may be shown as far as they are looked at alone. */
export interface TableOfRows extends ShownTable {
  rows: Cell[][];
  /** Rows of a slice go before rows of the answer itself. */
  isSlice: boolean;
}

/** A number of a row, with the groups around it and the group that it makes up with those of the other teams. */
interface PlacedCount extends Pick<ShownCount, 'people' | 'did' | 'team' | 'when' | 'also'> {
  id: string;
  part?: string;
}

interface Place {
  table: number;
  row: number;
  counts: PlacedCount[];
  isSlice: boolean;
  isHidden: boolean;
}

/** Every row that shows a number of people, by the ids of these numbers. */
interface Board {
  places: Place[];
  byId: Map<string, Place[]>;
  /** Of each thing that somebody of a team did, the times for which a number is shown. */
  times: Map<string, { id: string; when: Window }[]>;
  heads: ReadonlyMap<string, number>;
}

/** The name of those of a team who did something; with a time, of a number: the same for the same people, wherever they stand. */
function nameOf(activity: string, team: string, when?: Window): string {
  return when === undefined ? `${activity}|${team}` : `${activity}|${team}|${when.from}|${when.to}`;
}

function createBoard(tables: readonly TableOfRows[], context: CountContext): Board {
  const { teams, heads: everybody } = context.library;
  const heads = new Map(teams.map(({ id, reps }) => [nameOf(BE_THERE, id), reps]));
  if (everybody > 0) heads.set(nameOf(BE_THERE, ALL_TEAMS), everybody);
  const board: Board = { places: [], byId: new Map(), times: new Map(), heads };
  tables.forEach((table, index) =>
    countsOf(table, context).forEach((counts, row) => {
      const place: Place = { table: index, row, counts: [], isSlice: table.isSlice, isHidden: false };
      board.places.push(place);
      for (const { people, did, team, when, ofAllTeams, also } of counts) {
        const id = nameOf(did[0], team, when);
        place.counts.push({
          id,
          people,
          did,
          team,
          when,
          ...(also && { also }),
          ...(team !== ALL_TEAMS && { part: nameOf(ofAllTeams, ALL_TEAMS, when) }),
        });
        const sameId = board.byId.get(id);
        if (sameId !== undefined) {
          sameId.push(place);
          continue;
        }
        board.byId.set(id, [place]);
        const name = nameOf(did[0], team);
        const times = board.times.get(name);
        if (times === undefined) board.times.set(name, [{ id, when }]);
        else times.push({ id, when });
      }
    }),
  );
  return board;
}

/** The size of a group, where it is shown or is a head count. */
function sizeOf(board: Board, id: string): number | undefined {
  const place = board.byId.get(id)?.find(({ isHidden }) => !isHidden);
  return place === undefined ? board.heads.get(id) : place.counts.find((count) => count.id === id)?.people;
}

function holds(whole: Window, part: Window): boolean {
  return whole.from <= part.from && part.to <= whole.to;
}

/** The groups on the board that did one of these things, or more, in a time that holds this one. */
function* groupsThat(
  board: Board,
  activities: Activity,
  teams: readonly string[],
  when: Window,
): Generator<string> {
  for (const activity of activities)
    for (const team of teams)
      for (const other of board.times.get(nameOf(activity, team)) ?? [])
        if (holds(other.when, when)) yield other.id;
}

/** All groups that a group is a part of. */
function* groupsAround(board: Board, { id, did, team, when, also }: PlacedCount): Generator<string> {
  const teams = team === ALL_TEAMS ? [ALL_TEAMS] : [ALL_TEAMS, team];
  for (const other of groupsThat(board, did, teams, when)) if (other !== id) yield other;
  if (also !== undefined) yield* groupsThat(board, also.did, [ALL_TEAMS], also.when);
  for (const each of teams) yield nameOf(BE_THERE, each);
}

/** Takes a number out, wherever it stands. */
function hide(board: Board, id: string): void {
  for (const place of board.byId.get(id) ?? []) place.isHidden = true;
}

/** Hides one of two numbers whose difference is about too few: a slice before an answer, else the smaller group. */
function hideOneOf(board: Board, part: string, whole: string): void {
  const isSliceAlone = (id: string) => {
    const places = (board.byId.get(id) ?? []).filter(({ isHidden }) => !isHidden);
    return places.length > 0 && places.every(({ isSlice }) => isSlice);
  };
  hide(board, !isSliceAlone(part) && isSliceAlone(whole) ? whole : part);
}

function hideNested(board: Board): void {
  for (const place of board.places)
    for (const count of place.counts)
      for (const whole of groupsAround(board, count)) {
        if (place.isHidden) break;
        const size = sizeOf(board, whole);
        if (size !== undefined && isSmallGroup(size - count.people)) hideOneOf(board, count.id, whole);
      }
}

/**
 * Of each whole, the teams that are shown: as long as those who are left over, or the rest of the reps of the teams that
 * are not shown, are a small group, the smallest team goes too.
 */
function hideRests(board: Board, { library }: CountContext): void {
  const wholes = new Map<string, Map<string, { team: string; people: number; ids: string[] }>>();
  for (const { counts, isHidden } of board.places)
    for (const { id, people, team, part: whole } of counts) {
      if (isHidden || whole === undefined) continue;
      const parts = wholes.get(whole) ?? new Map<string, { team: string; people: number; ids: string[] }>();
      // The same team may stand in two tables, counted in two ways.
      const ids = [...(parts.get(team)?.ids ?? []), id];
      wholes.set(whole, parts.set(team, { team, people, ids }));
    }
  for (const [whole, parts] of wholes) {
    const size = sizeOf(board, whole);
    if (size === undefined) continue;
    const shown = [...parts.values()].sort((a, b) => a.people - b.people);
    for (;;) {
      const rest = size - shown.reduce((sum, { people }) => sum + people, 0);
      const left = new Set(shown.map(({ team }) => team));
      const heads = library.teams.reduce((sum, { id, reps }) => (left.has(id) ? sum : sum + reps), 0);
      if (!isSmallGroup(rest) && !(rest > 0 && isSmallGroup(heads - rest))) break;
      const smallest = shown.shift();
      if (smallest === undefined) break;
      for (const id of smallest.ids) hide(board, id);
    }
  }
}

/**
 * The rows of each table that may stand beside all other rows of a snapshot: no number of people, taken from another
 * that holds the same people and more, leaves fewer than five. What holds what is told by the questions. To hide a number
 * only makes groups that are left over larger, so one round is enough.
 */
export function withholdNestedGroups(tables: readonly TableOfRows[], context: CountContext): Cell[][][] {
  const shown = tables.map(({ rows }) => rows);
  // One board after the other: a large hub has a hundred thousand rows, and each takes room on its board.
  for (const places of groupTables(tables, context)) {
    const placed = places.flatMap((place) => tables[place] ?? []);
    const rows = withholdOnBoard(placed, context);
    places.forEach((place, index) => (shown[place] = rows[index] ?? []));
  }
  return shown;
}

/** Places of tables that stand on one board: between people whose widest activities differ no number holds another. */
function groupTables(tables: readonly TableOfRows[], context: CountContext): number[][] {
  let boards: { widest: ReadonlySet<string>; places: number[] }[] = [];
  tables.forEach((table, place) => {
    const widest = widestActivities(table, context);
    if (widest.size === 0) return;
    const same = boards.filter((board) => !board.widest.isDisjointFrom(widest));
    const joined = same.reduce((all, board) => all.union(board.widest), new Set(widest));
    const places = [...same.flatMap((board) => board.places), place].sort((a, b) => a - b);
    boards = [...boards.filter((board) => !same.includes(board)), { widest: joined, places }];
  });
  return boards.map(({ places }) => places);
}

function withholdOnBoard(tables: readonly TableOfRows[], context: CountContext): Cell[][][] {
  const board = createBoard(tables, context);
  hideNested(board);
  hideRests(board, context);
  const hidden = new Set(
    board.places
      .filter(({ isHidden }) => isHidden)
      .map(({ table, row }) => `${String(table)} ${String(row)}`),
  );
  return tables.map(({ rows }, table) =>
    rows.filter((_, row) => !hidden.has(`${String(table)} ${String(row)}`)),
  );
}
