import type { AnswerColumn, Cell } from '../snapshot/answer.ts';
import { MINIMUM_GROUP } from './minimum-group.ts';
import type { Answer, Snapshot } from '../snapshot/snapshot.ts';

/** Columns that say what a row is about, by type or name. */
const KEY_TYPES: ReadonlySet<string> = new Set(['week', 'asset', 'team', 'product']);
const KEY_NAMES: ReadonlySet<string> = new Set(['query', 'later', 'objection']);
/** Columns that count people. */
const PEOPLE: ReadonlySet<string> = new Set([
  'reps',
  'people',
  'reps_before',
  'reps_after',
  'back',
  'found',
  'opened',
]);

interface Rows {
  columns: readonly AnswerColumn[];
  rows: readonly (readonly Cell[])[];
}

type Move = 'none' | 'large' | 'small';

function byKey({ columns, rows }: Rows): Map<string, readonly Cell[]> {
  const places = columns.flatMap(({ name, type }, place) =>
    KEY_TYPES.has(type) || KEY_NAMES.has(name) ? [place] : [],
  );
  return new Map(rows.map((row) => [JSON.stringify(places.map((place) => row[place])), row]));
}

function countsPeople({ columns }: Pick<Rows, 'columns'>): boolean {
  return columns.some(({ name }) => PEOPLE.has(name));
}

/** How the people of a row moved: by nobody, by enough, or by so few that it is about them. */
function moveOfRow(columns: readonly AnswerColumn[], before: readonly Cell[], now: readonly Cell[]): Move {
  if (JSON.stringify(before) === JSON.stringify(now)) return 'none';
  const moves = columns.flatMap(({ name }, place) => {
    const [one, other] = [before[place], now[place]];
    return PEOPLE.has(name) && typeof one === 'number' && typeof other === 'number'
      ? [Math.abs(other - one)]
      : [];
  });
  // The same people did more: that is about any one of them.
  return moves.length > 0 && moves.every((move) => move >= MINIMUM_GROUP) ? 'large' : 'small';
}

/** A row that comes or goes tells no number: what it was before, or is now, is not shown. */
function moveOf(before: Rows, now: Rows): Move {
  const [old, fresh] = [byKey(before), byKey(now)];
  const moves = new Set([...fresh].map(([key, row]) => moveOfRow(now.columns, old.get(key) ?? row, row)));
  if (moves.has('small')) return 'small';
  const isSameRows = old.size === fresh.size && [...fresh.keys()].every((key) => old.has(key));
  return moves.has('large') || !isSameRows ? 'large' : 'none';
}

function isSameQuestion(before: Answer, now: Answer): boolean {
  return before.hogql === now.hogql && JSON.stringify(before.columns) === JSON.stringify(now.columns);
}

/**
 * The snapshot that may follow another one of the same day. Whoever holds both can take one from the other, and what
 * happened in between is often about one person; so numbers of people only move together, and each by five people or
 * more or not at all. Until then the earlier snapshot stays, with its time. A list without numbers, such as what nobody
 * used, stays for the day when something left it.
 */
export function steadySnapshot(before: Snapshot | undefined, fresh: Snapshot): Snapshot {
  if (before === undefined || before.today !== fresh.today || before.source !== fresh.source) return fresh;
  const lastOf = (answer: Answer) => {
    const last = before.answers.find(({ id }) => id === answer.id);
    return last?.state === 'ready' && answer.state === 'ready' && isSameQuestion(last, answer)
      ? last
      : undefined;
  };
  const counted = fresh.answers.filter(countsPeople).flatMap((answer): Move[] => {
    const last = lastOf(answer);
    return last === undefined ? [] : [moveOf(last, answer)];
  });
  const sliced = (fresh.slices ?? []).flatMap(({ question, team, days, rows }): Move[] => {
    const answer = fresh.answers.find(({ id }) => id === question);
    const last = before.slices?.find(
      (slice) => slice.question === question && slice.team === team && slice.days === days,
    );
    if (answer === undefined || last === undefined || lastOf(answer) === undefined) return [];
    return [moveOf({ columns: answer.columns, rows: last.rows }, { columns: answer.columns, rows })];
  });
  const moves = new Set([...counted, ...sliced]);
  const isSameState = fresh.answers.every(
    ({ id, state }) => before.answers.find((answer) => answer.id === id)?.state === state,
  );
  if (moves.has('small') || (isSameState && !moves.has('large'))) return before;
  const answers = fresh.answers.map((answer) => {
    const last = lastOf(answer);
    if (last === undefined || countsPeople(answer)) return answer;
    const left = byKey(answer);
    return [...byKey(last).keys()].every((key) => left.has(key)) ? answer : last;
  });
  return { ...fresh, answers };
}
