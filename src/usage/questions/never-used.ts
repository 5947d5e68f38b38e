import { LEAST_SHOWN } from '../snapshot/answer.ts';
import { daysBetween } from '../../library/dates.ts';
import { assetColumns, USE_EVENTS } from './activity.ts';
import { deriveQuestion } from './question.ts';
import { usePerAsset } from './use-per-asset.ts';

/** "Used by nobody" would tell of all others that somebody used them, so the few stand with them. */
export const neverUsed = deriveQuestion(usePerAsset, {
  id: 'never-used',
  title: 'Hardly used',
  asks: (span) => `Which assets did fewer than ten reps open in the ${span}, or nobody?`,
  span: { weeks: 13 },
  row: {
    asset: assetColumns.asset,
    title: assetColumns.title,
    kind: assetColumns.kind,
    published: assetColumns.published,
    age: { role: 'fact', type: 'number', label: 'Days since published' },
  },
  chart: 'drawn',
  needs: [...USE_EVENTS],
  nothing: ['Nothing lies unused.', 'Every asset of the hub was opened by ten reps or more in that time.'],
  answer(rows, { assets }, today) {
    const used = new Set(rows.flatMap(({ asset, reps }) => (reps < LEAST_SHOWN ? [] : [asset])));
    return assets
      .filter(({ id }) => !used.has(id))
      .map(({ id, title, kind, publishedOn }) => ({
        asset: id,
        title,
        kind,
        published: publishedOn ?? null,
        age: publishedOn === undefined ? null : daysBetween(publishedOn, today),
      }));
  },
});
