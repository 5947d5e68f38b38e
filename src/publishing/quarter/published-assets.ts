import { daysBetween, type Day } from '../../library/dates.ts';
import type { Library } from '../../library/library.ts';
import { rowsOf } from '../../usage/questions/rows-of.ts';
import { timeToFirstUse } from '../../usage/questions/time-to-first-use.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import type { PublishedAsset } from './measure-hold.ts';

/** A piece counts as taken up when five reps used it within so many days. */
const TAKEN_UP_DAYS = 30;
/** Older ones say little of how it goes today; `time-to-first-use` looks back further. */
const LOOKED_BACK_DAYS = 180;

/** The pieces whose first 30 days are over and were counted, from the numbers of the hub itself. */
export function buildPublishedAssets(
  { assets, hub }: Pick<Library, 'assets' | 'hub'>,
  { answers, today }: Pick<Snapshot, 'answers' | 'today'>,
): PublishedAsset[] {
  const answer = answers.find(({ id }) => id === timeToFirstUse.id);
  if (answer?.state !== 'ready') return [];
  const days = new Map(rowsOf(timeToFirstUse, answer).map((row) => [row.asset, row.days]));
  const ends: readonly Day[] = [...hub.calendar.quarter_ends].sort();
  return assets.flatMap(({ id, data: { published } }): PublishedAsset[] => {
    if (published === undefined) return [];
    const age = daysBetween(published, today);
    const end = ends.find((day) => day >= published);
    if (end === undefined || age < TAKEN_UP_DAYS || age >= LOOKED_BACK_DAYS) return [];
    const until = days.get(id);
    return [
      {
        daysLeft: daysBetween(published, end),
        isTakenUp: until !== undefined && until !== null && until <= TAKEN_UP_DAYS,
      },
    ];
  });
}
