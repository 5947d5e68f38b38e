import type { Question, RowOf } from '../questions/question.ts';
import { rowsOf } from '../questions/rows-of.ts';
import type { Snapshot } from './snapshot.ts';

/** The answer to a question; undefined where it was not asked. */
export const answerOf = (snapshot: Snapshot, { id }: Question) =>
  snapshot.answers.find((answer) => answer.id === id);

/** The rows of a question; undefined where nothing was counted, which is not the same as none. */
export function countedRows<Of extends Question>(snapshot: Snapshot, question: Of): RowOf<Of>[] | undefined {
  const answer = answerOf(snapshot, question);
  return answer?.counted === undefined ? undefined : rowsOf(question, answer);
}
