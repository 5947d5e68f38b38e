import { daysBetween, type Day } from '../../library/dates.ts';
import type { Cell, QuestionId, Snapshot } from '../../usage/snapshot/snapshot.ts';

/** Numbers older than this say little about today. */
const MAX_AGE_DAYS = 14;

/** A row by the names of its columns. */
export type NumberRow = Readonly<Record<string, Cell>>;

/**
 * The rows of a question in a snapshot. Undefined where nothing is known on the day `today`: there is no snapshot, it is
 * too old, or the question has no answer of its own day. No row is not the same as nothing known.
 */
export function readNumbers(
  snapshot: Snapshot | undefined,
  id: QuestionId,
  today: Day,
): NumberRow[] | undefined {
  if (snapshot === undefined || Math.abs(daysBetween(snapshot.today, today)) > MAX_AGE_DAYS) return undefined;
  const answer = snapshot.answers.find((each) => each.id === id);
  if (answer?.state !== 'ready') return undefined;
  return answer.rows.map((row) =>
    Object.fromEntries(answer.columns.map(({ name }, at) => [name, row[at] ?? null])),
  );
}

/** Why a run has nothing to go by, as a sentence; undefined where it has. */
export function explainNoNumbers(snapshot: Snapshot | undefined, today: Day): string | undefined {
  if (snapshot === undefined)
    return 'There are no numbers (`npm run adoption` writes them), so missed searches, usage notes and the archive are left as they are.';
  const days = Math.abs(daysBetween(snapshot.today, today));
  if (days <= MAX_AGE_DAYS) return undefined;
  return `The numbers are ${String(days)} days old (\`npm run adoption\` writes new ones), so missed searches, usage notes and the archive are left as they are.`;
}

/** A number that may be shown; undefined where it is withheld. */
export function numberIn(row: NumberRow | undefined, name: string): number | undefined {
  const value = row?.[name];
  return typeof value === 'number' ? value : undefined;
}
