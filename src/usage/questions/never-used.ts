import { daysBetween } from '../../library/dates.ts';
import { assetColumns, happened, USE_EVENTS } from './activity.ts';
import type { Question } from './question.ts';
import { lastDays, textAt } from './window.ts';

const hogql = `
SELECT DISTINCT properties.asset_id AS asset
FROM events
WHERE ${happened(USE_EVENTS)}
  AND notEmpty(properties.asset_id)
ORDER BY asset ASC
LIMIT 50000`.trim();

export const neverUsed: Question = {
  id: 'never-used',
  title: 'Never used',
  asks: 'Which assets has nobody opened in the last 90 days?',
  hogql,
  chart: 'table',
  needs: [...USE_EVENTS],
  columns: [
    assetColumns.asset,
    assetColumns.title,
    assetColumns.kind,
    assetColumns.published,
    { name: 'age', label: 'Days since published', type: 'number' },
  ],
  withheldNote: { one: '', many: '' },
  values: lastDays(90),
  answer(rows, { assets }, today) {
    const used = new Set(rows.map((row) => textAt(row, 0)));
    return assets
      .filter(({ id }) => !used.has(id))
      .map(({ id, title, kind, publishedOn }) => ({
        cells: [
          id,
          title,
          kind,
          publishedOn ?? null,
          publishedOn === undefined ? null : daysBetween(publishedOn, today),
        ],
      }));
  },
};
