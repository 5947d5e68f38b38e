import { addDays } from '../../../src/library/dates.ts';
import { lastPeriods } from '../../../src/usage/questions/periods.ts';
import type { QuestionId } from '../../../src/usage/questions/questions.ts';
import { questionOf } from '../../../src/usage/questions/questions.ts';
import { emptySnapshot, type Counted, type Snapshot } from '../../../src/usage/snapshot/snapshot.ts';
import type { Cell } from '../../../src/usage/snapshot/answer.ts';

/** The weeks that a question of a hub is about whose use is counted for so many weeks. */
function countedIn(id: QuestionId, today: string, weeks: number): Counted {
  const span = questionOf(id)?.span ?? { weekly: 1 };
  const [first, last] =
    'weekly' in span
      ? [lastPeriods(1, weeks, today)[0], lastPeriods(1, 1, today)[0]]
      : [lastPeriods(span.weeks, span.blocks ?? 1, today)[0], lastPeriods(span.weeks, 1, today)[0]];
  return { from: first?.from ?? '', until: addDays(last?.to ?? '', -1) };
}

/** A snapshot with these rows, of a hub whose use is counted for so many weeks. */
export function snapshotWith(
  rows: Partial<Record<QuestionId, Cell[][]>>,
  today = '2026-11-22',
  weeks = 40,
): Snapshot {
  const given = {
    'weekly-active-reps-by-team': lastPeriods(1, weeks, today).map(({ from }): Cell[] => [from, 'all', 15]),
    ...rows,
  };
  const snapshot = emptySnapshot(today);
  return {
    ...snapshot,
    source: 'embedded',
    answers: snapshot.answers.map((answer) => {
      const own = given[answer.id];
      const counted = countedIn(answer.id, today, weeks);
      return own === undefined ? answer : { ...answer, state: 'ready' as const, rows: own, counted };
    }),
  };
}
