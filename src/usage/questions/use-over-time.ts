import { assetColumns, USE_EVENTS } from './activity.ts';
import { deriveQuestion } from './question.ts';
import { usePerAsset } from './use-per-asset.ts';

export const useOverTime = deriveQuestion(usePerAsset, {
  id: 'use-over-time',
  title: 'More and less used',
  asks: (span) => `How many reps used each asset in each four weeks of the ${span}?`,
  span: { weeks: 4, blocks: 13 },
  row: {
    asset: assetColumns.asset,
    title: assetColumns.title,
    from: { role: 'key', type: 'day', label: 'Four weeks from' },
    reps: { role: 'people', type: 'people', label: 'Reps', small: 'row' },
  },
  chart: 'drawn',
  pickedBy: 'from',
  needs: [...USE_EVENTS],
  nothing: ['No asset was used by ten reps.', 'The chart fills once four weeks are over in which ten were.'],
  answer: (rows, { assetById }) =>
    rows
      .map(({ asset, from, reps }) => ({ asset, title: assetById.get(asset)?.title ?? asset, from, reps }))
      .sort(
        (a, b) =>
          (a.from === b.from ? b.reps - a.reps : a.from < b.from ? 1 : -1) || (a.asset < b.asset ? -1 : 1),
      ),
});
