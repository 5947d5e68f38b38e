import { daysBetween } from '../../library/dates.ts';
import { assetColumns, USE_EVENTS } from './activity.ts';
import { deriveQuestion } from './question.ts';
import { timeToFirstUse } from './time-to-first-use.ts';
import { usePerAsset } from './use-per-asset.ts';

/** An asset counts as taken up when ten reps used it within so many weeks; they are counted four at a time. */
export const TAKEN_UP_WEEKS = 8;

/** Of each asset whose first weeks are over: how long the quarter still ran when it came out, and whether reps took it up. */
export const uptakeByQuarterEnd = deriveQuestion(usePerAsset, {
  id: 'uptake-by-quarter-end',
  title: 'Published before a quarter end',
  asks: (span) =>
    `Are assets of the ${span} taken up by ten reps less often, the closer to the end of a quarter they were published?`,
  span: { weeks: 4, blocks: 13 },
  row: {
    asset: assetColumns.asset,
    title: assetColumns.title,
    published: assetColumns.published,
    left: { role: 'fact', type: 'number', label: 'Days before the quarter ended' },
    weeks: { role: 'measure', type: 'number', label: 'Weeks until ten reps, at most' },
  },
  chart: 'drawn',
  pickedBy: 'published',
  needs: [...USE_EVENTS],
  nothing: [
    'Nothing to compare yet.',
    'An asset appears here eight weeks after it was published, where hub.yaml names the end of its quarter.',
  ],
  answer(rows, library, today) {
    const counted = rows.map(({ to }) => to).reduce((a, b) => (a > b ? a : b), '');
    return timeToFirstUse.answer(rows, library, today).flatMap(({ asset, title, published, weeks }) => {
      const ends = library.assetById.get(asset)?.quarterEndsOn;
      if (ends === undefined || published === null) return [];
      if (daysBetween(published, counted) < 7 * TAKEN_UP_WEEKS) return [];
      return [{ asset, title, published, left: daysBetween(published, ends), weeks }];
    });
  },
});
