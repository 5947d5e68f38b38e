import type { Snapshot } from './snapshot.ts';

/** How many people used each asset in the window of `use-per-asset`. Assets with fewer than the minimum group are not in it. */
export function peopleByAsset(snapshot: Snapshot): ReadonlyMap<string, number> {
  const answer = snapshot.answers.find((each) => each.id === 'use-per-asset');
  const asset = answer?.columns.findIndex((column) => column.type === 'asset') ?? -1;
  const people = answer?.columns.findIndex((column) => column.name === 'reps') ?? -1;
  const known = new Map<string, number>();
  for (const row of answer?.rows ?? []) {
    const id = row[asset];
    const count = row[people];
    if (typeof id === 'string' && typeof count === 'number') known.set(id, count);
  }
  return known;
}
