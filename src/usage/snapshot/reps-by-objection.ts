import { objectionId } from '../../library/kinds/objection-id.ts';
import { objectionsHeard } from '../questions/objections-heard.ts';
import { rowsOf } from '../questions/rows-of.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * How many reps heard an objection of a card, in the window of `objections-heard`; undefined where they are under ten,
 * or nobody knows. Takes the id of the card and the words of the objection.
 */
export type RepsByObjection = (asset: string, heard: string) => number | undefined;

/** Reads the counts of a snapshot once. */
export function repsByObjection(snapshot: Snapshot): RepsByObjection {
  const answer = snapshot.answers.find(({ id }) => id === objectionsHeard.id);
  const rows = answer === undefined ? [] : rowsOf(objectionsHeard, answer);
  const known = new Map(
    rows.flatMap(({ objection, asset, reps }) =>
      reps === null ? [] : [[`${asset}#${objectionId(objection)}`, reps]],
    ),
  );
  return (id, heard) => known.get(`${id}#${objectionId(heard)}`);
}
