import { objectionId } from '../../library/kinds/objection-id.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * How many reps heard an objection of a card, in the window of `objections-heard`; undefined where they are fewer than
 * the minimum group, or nobody knows. Takes the id of the card and the words of the objection.
 */
export type RepsByObjection = (asset: string, heard: string) => number | undefined;

/** Reads the counts of a snapshot once. */
export function repsByObjection(snapshot: Snapshot): RepsByObjection {
  const answer = snapshot.answers.find(({ id }) => id === 'objections-heard');
  const placeOf = (name: string) => answer?.columns.findIndex((column) => column.name === name) ?? -1;
  const [objection, asset, reps] = [placeOf('objection'), placeOf('asset'), placeOf('reps')];
  const known = new Map<string, number>();
  for (const row of answer?.rows ?? []) {
    const count = row[reps];
    if (typeof count !== 'number') continue;
    known.set(`${String(row[asset])}#${objectionId(String(row[objection]))}`, count);
  }
  return (id, heard) => known.get(`${id}#${objectionId(heard)}`);
}
