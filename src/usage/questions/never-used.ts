import { daysBetween } from '../../library/dates.ts';
import { assetColumns, happened, USE_EVENTS } from './activity.ts';
import { defineQuestion } from './question.ts';

const hogql = `
SELECT DISTINCT properties.asset_id AS asset
FROM events
WHERE ${happened(USE_EVENTS)}
  AND notEmpty(properties.asset_id)
ORDER BY asset ASC
LIMIT 50000`.trim();

export const neverUsed = defineQuestion({
  id: 'never-used',
  title: 'Never used',
  asks: (span) => `Which assets has nobody opened in the ${span}?`,
  span: { days: 90 },
  hogql,
  selects: { asset: 'text' },
  row: {
    asset: assetColumns.asset,
    title: assetColumns.title,
    kind: assetColumns.kind,
    published: assetColumns.published,
    age: { role: 'fact', type: 'number', label: 'Days since published' },
  },
  people: {},
  chart: 'drawn',
  needs: [...USE_EVENTS],
  withheldNote: { one: '', many: '' },
  nothing: ['Nothing lies unused.', 'Every asset of the hub was opened by somebody in that time.'],
  answer(rows, { assets }, today) {
    const used = new Set(rows.map(({ asset }) => asset));
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
