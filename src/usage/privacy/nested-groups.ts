import type { Cell } from '../snapshot/answer.ts';
import { isSmallGroup } from './minimum-group.ts';
import { ALL_TEAMS } from '../questions/weekly-active-reps-by-team.ts';
import {
  countsOf,
  COUNTED_APART,
  headsId,
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

/** A number of a row; what it is within stands on the board. */
type PlacedCount = Pick<ShownCount, 'id' | 'people' | 'part'>;

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
  within: Map<string, string[]>;
  heads: ReadonlyMap<string, number>;
}

function createBoard(tables: readonly TableOfRows[], context: CountContext): Board {
  const heads = new Map(context.facts.teams.map(({ id, reps }) => [headsId(id), reps]));
  const everybody = context.facts.teams.reduce((sum, { reps }) => sum + reps, 0);
  if (everybody > 0) heads.set(headsId(ALL_TEAMS), everybody);
  const board: Board = { places: [], byId: new Map(), within: new Map(), heads };
  // A large hub has a hundred thousand rows and few wholes: each name is kept once.
  const names = new Map<string, string>();
  const nameOf = (id: string) => {
    const name = names.get(id) ?? id;
    names.set(name, name);
    return name;
  };
  const nest = (part: string, whole: string) => {
    const wholes = board.within.get(part);
    if (wholes === undefined) board.within.set(nameOf(part), [nameOf(whole)]);
    else if (!wholes.includes(whole)) wholes.push(nameOf(whole));
  };
  tables.forEach((table, index) =>
    table.rows.forEach((cells, row) => {
      const place: Place = { table: index, row, counts: [], isSlice: table.isSlice, isHidden: false };
      board.places.push(place);
      for (const { id, people, part, within, holds = [] } of countsOf(table, cells, context)) {
        const name = nameOf(id);
        place.counts.push({
          id: name,
          people,
          ...(part && { part: { of: nameOf(part.of), team: part.team } }),
        });
        const sameId = board.byId.get(name);
        if (sameId === undefined) board.byId.set(name, [place]);
        else sameId.push(place);
        for (const whole of within) nest(name, whole);
        for (const inner of holds) nest(inner, name);
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

/** All groups that a group is a part of, also by way of others. */
function groupsAround(board: Board, id: string): Set<string> {
  const found = new Set<string>();
  const waiting = [...(board.within.get(id) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(board.within.get(next) ?? []));
  }
  return found;
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
    for (const { id, people } of place.counts)
      for (const whole of groupsAround(board, id)) {
        if (place.isHidden) break;
        const size = sizeOf(board, whole);
        if (size !== undefined && isSmallGroup(size - people)) hideOneOf(board, id, whole);
      }
}

/**
 * Of each whole, the teams that are shown: as long as those who are left over, or the rest of the reps of the teams that
 * are not shown, are a small group, the smallest team goes too.
 */
function hideRests(board: Board, { facts }: CountContext): void {
  const wholes = new Map<string, Map<string, { team: string; people: number; ids: string[] }>>();
  for (const { counts, isHidden } of board.places)
    for (const { id, people, part } of counts) {
      if (isHidden || part === undefined) continue;
      const { of: whole, team } = part;
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
      const heads = facts.teams.reduce((sum, { id, reps }) => (left.has(id) ? sum : sum + reps), 0);
      if (!isSmallGroup(rest) && !(rest > 0 && isSmallGroup(heads - rest))) break;
      const smallest = shown.shift();
      if (smallest === undefined) break;
      for (const id of smallest.ids) hide(board, id);
    }
  }
}

/**
 * The rows of each table that may stand beside all other rows of a snapshot: no number of people, taken from another
 * that holds the same people and more, leaves fewer than five. What holds what is told by `countsOf`. To hide a number
 * only makes groups that are left over larger, so one round is enough.
 */
export function withholdNestedGroups(tables: readonly TableOfRows[], context: CountContext): Cell[][][] {
  const shown = tables.map(({ rows }) => rows);
  // One board after the other: a large hub has a hundred thousand rows, and each takes room on its board.
  const boards = Map.groupBy(tables.entries(), ([, { question }]) =>
    COUNTED_APART.has(question) ? question : 'all others',
  );
  for (const placed of boards.values()) {
    const rows = withholdOnBoard(
      placed.map(([, table]) => table),
      context,
    );
    placed.forEach(([place], index) => (shown[place] = rows[index] ?? []));
  }
  return shown;
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
