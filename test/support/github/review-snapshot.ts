import { addDays, mondayOf } from '../../../src/library/dates.ts';
import { emptySnapshot, type Snapshot } from '../../../src/usage/snapshot/snapshot.ts';
import type { Cell } from '../../../src/usage/snapshot/answer.ts';
import type { QuestionId } from '../../../src/usage/questions/questions.ts';

/** A snapshot with these rows, of a hub whose use is counted for so many weeks. */
export function snapshotWith(
  rows: Partial<Record<QuestionId, Cell[][]>>,
  today = '2026-11-22',
  weeks = 20,
): Snapshot {
  const counted = Array.from({ length: weeks }, (_, at): Cell[] => [
    addDays(mondayOf(today), -7 * at),
    'all',
    12,
  ]);
  const given = { 'weekly-active-reps-by-team': counted, ...rows };
  const snapshot = emptySnapshot(today);
  return {
    ...snapshot,
    source: 'embedded',
    answers: snapshot.answers.map((answer) => {
      const own = given[answer.id];
      return own === undefined ? answer : { ...answer, state: 'ready' as const, rows: own };
    }),
  };
}
