import { daysBetween, type Day } from '../../library/dates.ts';
import type { Question, RowOf } from '../../usage/questions/question.ts';
import { rowsOf } from '../../usage/questions/rows-of.ts';
import type { Answer, Snapshot } from '../../usage/snapshot/snapshot.ts';

/** Numbers older than this say little about today. */
const MAX_AGE_DAYS = 14;

/**
 * The rows of a question in a snapshot. Undefined where nothing is known on the day `today`: there is no snapshot, it is
 * too old, or the question has no answer of its own day. No row is not the same as nothing known.
 */
export function readNumbers<Of extends Question>(
  snapshot: Snapshot | undefined,
  question: Of,
  today: Day,
): RowOf<Of>[] | undefined {
  if (snapshot === undefined || Math.abs(daysBetween(snapshot.today, today)) > MAX_AGE_DAYS) return undefined;
  const answer = snapshot.answers.find(({ id }) => id === question.id);
  return answer?.state === 'ready' ? rowsOf(question, answer) : undefined;
}

/** The first and last day that the numbers of a question are about; undefined where nothing was counted. */
export function countedOf(snapshot: Snapshot | undefined, question: { id: string }): Answer['counted'] {
  return snapshot?.answers.find(({ id }) => id === question.id)?.counted;
}

/** Why a run has nothing to go by, as a sentence; undefined where it has. */
export function explainNoNumbers(snapshot: Snapshot | undefined, today: Day): string | undefined {
  if (snapshot === undefined)
    return 'There are no numbers (`npm run adoption` writes them), so missed searches, usage notes and the archive are left as they are.';
  const days = Math.abs(daysBetween(snapshot.today, today));
  if (days <= MAX_AGE_DAYS) return undefined;
  return `The numbers are ${String(days)} days old (\`npm run adoption\` writes new ones), so missed searches, usage notes and the archive are left as they are.`;
}
