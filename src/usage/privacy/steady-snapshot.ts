import type { Cell } from '../snapshot/answer.ts';
import { shownColumns } from '../questions/columns.ts';
import type { Question } from '../questions/question.ts';
import { questionOf } from '../questions/questions.ts';
import { rowsOf, type TableOfCells } from '../questions/rows-of.ts';
import { MINIMUM_GROUP } from './minimum-group.ts';
import type { Answer, Snapshot } from '../snapshot/snapshot.ts';

/** A row as its question declares it. */
type Row = Readonly<Record<string, Cell>>;

type Move = 'none' | 'large' | 'small';

/** The rows of a table by what they are about. */
function byKey(question: Question, table: TableOfCells): Map<string, Row> {
  const keys = namesOf(question, 'key');
  return new Map(rowsOf(question, table).map((row) => [JSON.stringify(keys.map((key) => row[key])), row]));
}

function namesOf({ row }: Question, role: 'key' | 'people'): string[] {
  return shownColumns(row).flatMap(([name, column]) => (column.role === role ? [name] : []));
}

function countsPeople(question: Question): boolean {
  return namesOf(question, 'people').length > 0;
}

/** How the people of a row moved: by nobody, by enough, or by so few that it is about them. */
function moveOfRow(people: readonly string[], before: Row, now: Row): Move {
  if (JSON.stringify(before) === JSON.stringify(now)) return 'none';
  const moves = people.flatMap((name) => {
    const [one, other] = [before[name], now[name]];
    return typeof one === 'number' && typeof other === 'number' ? [Math.abs(other - one)] : [];
  });
  // The same people did more: that is about any one of them.
  return moves.length > 0 && moves.every((move) => move >= MINIMUM_GROUP) ? 'large' : 'small';
}

/** A row that comes or goes tells no number: what it was before, or is now, is not shown. */
function moveOf(question: Question, before: TableOfCells, now: TableOfCells): Move {
  const [old, fresh] = [byKey(question, before), byKey(question, now)];
  const people = namesOf(question, 'people');
  const moves = new Set([...fresh].map(([key, row]) => moveOfRow(people, old.get(key) ?? row, row)));
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
  const counted = fresh.answers.flatMap((answer): Move[] => {
    const question = questionOf(answer.id);
    const last = lastOf(answer);
    if (question === undefined || last === undefined || !countsPeople(question)) return [];
    return [moveOf(question, last, answer)];
  });
  const sliced = (fresh.slices ?? []).flatMap((slice): Move[] => {
    const question = questionOf(slice.question);
    const answer = fresh.answers.find(({ id }) => id === slice.question);
    const last = before.slices?.find(
      ({ question: id, team, days }) => id === slice.question && team === slice.team && days === slice.days,
    );
    if (question === undefined || answer === undefined || last === undefined) return [];
    if (lastOf(answer) === undefined) return [];
    const { columns } = answer;
    return [moveOf(question, { columns, rows: last.rows }, { columns, rows: slice.rows })];
  });
  const moves = new Set([...counted, ...sliced]);
  const isSameState = fresh.answers.every(
    ({ id, state }) => before.answers.find((answer) => answer.id === id)?.state === state,
  );
  if (moves.has('small') || (isSameState && !moves.has('large'))) return before;
  const answers = fresh.answers.map((answer) => {
    const last = lastOf(answer);
    const question = questionOf(answer.id);
    if (question === undefined || last === undefined || countsPeople(question)) return answer;
    const left = byKey(question, answer);
    return [...byKey(question, last).keys()].every((key) => left.has(key)) ? answer : last;
  });
  return { ...fresh, answers };
}
