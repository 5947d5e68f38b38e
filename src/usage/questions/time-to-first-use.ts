import { LEAST_SHOWN } from '../snapshot/answer.ts';
import { addDays, daysBetween, type Day } from '../../library/dates.ts';
import { assetColumns, USE_EVENTS } from './activity.ts';
import { deriveQuestion } from './question.ts';
import { usePerAsset } from './use-per-asset.ts';

/** Told from blocks of four weeks, so it counts in weeks: the day on which the tenth came is about that person. */
export const timeToFirstUse = deriveQuestion(usePerAsset, {
  id: 'time-to-first-use',
  title: 'From published to used',
  asks: (span) =>
    `How many weeks passed until ten reps had used an asset, within four weeks, that was published in the ${span}?`,
  span: { weeks: 4, blocks: 13 },
  row: {
    asset: assetColumns.asset,
    title: assetColumns.title,
    published: assetColumns.published,
    weeks: { role: 'measure', type: 'number', label: 'Weeks until ten reps, at most' },
  },
  chart: 'drawn',
  pickedBy: 'published',
  needs: [...USE_EVENTS],
  nothing: ['Nothing was published in that time.', 'A new asset with its day of publishing appears here.'],
  answer(rows, { assets }, today) {
    // How long an asset took that was there before anything was counted is unknown.
    const since = rows.map(({ from }) => from).reduce((a, b) => (a < b ? a : b), today);
    const reached = new Map<string, Day>();
    for (const { asset, reps, to } of rows)
      if (reps >= LEAST_SHOWN && to < (reached.get(asset) ?? '9999')) reached.set(asset, to);
    return assets
      .flatMap(({ id, title, publishedOn }) => {
        if (publishedOn === undefined || publishedOn < since || publishedOn > today) return [];
        const to = reached.get(id);
        // Use before the day of publishing is that of authors and reviewers; it counts as used from the start.
        const weeks =
          to === undefined ? null : Math.ceil(Math.max(0, daysBetween(publishedOn, addDays(to, -1))) / 7);
        return [{ asset: id, title, published: publishedOn, weeks }];
      })
      .sort((a, b) => (a.weeks ?? Infinity) - (b.weeks ?? Infinity) || (a.asset < b.asset ? -1 : 1));
  },
});
