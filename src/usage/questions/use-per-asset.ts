import { assetColumns, happened, USE_EVENTS } from './activity.ts';
import { spanSplitHogql } from './team-and-span.ts';
import type { AssetFact, LibraryFacts, Question } from './question.ts';
import { countAt, lastDays, spanDays, textAt } from './window.ts';

const hogql = `
SELECT
  properties.asset_id AS asset,
  uniq(person_id) AS reps,
  countIf(event = 'asset_viewed') AS views,
  uniqIf(person_id, event = 'asset_viewed') AS view_reps,
  countIf(event = 'asset_copied') AS copies,
  uniqIf(person_id, event = 'asset_copied') AS copy_reps,
  countIf(event = 'asset_downloaded') AS downloads,
  uniqIf(person_id, event = 'asset_downloaded') AS download_reps
FROM events
WHERE ${happened(USE_EVENTS)}
  AND notEmpty(properties.asset_id)
GROUP BY asset
ORDER BY reps DESC, views DESC, asset ASC
LIMIT 20000`.trim();

const indexes = new WeakMap<LibraryFacts['assets'], ReadonlyMap<string, AssetFact>>();

/** Assets by id. A row is made for each asset, team and span, so the index of a library is made once. */
function indexOf(assets: LibraryFacts['assets']): ReadonlyMap<string, AssetFact> {
  const index = indexes.get(assets) ?? new Map(assets.map((asset) => [asset.id, asset]));
  indexes.set(assets, index);
  return index;
}

export const usePerAsset: Question = {
  id: 'use-per-asset',
  title: 'Use per asset',
  asks: 'Which assets did reps really use in the last 30 days, and what did they do with them?',
  hogql,
  chart: 'bars',
  needs: [...USE_EVENTS],
  columns: [
    assetColumns.asset,
    assetColumns.title,
    assetColumns.kind,
    { name: 'reps', label: 'Reps', type: 'number' },
    { name: 'views', label: 'Views', type: 'number' },
    { name: 'copies', label: 'Copies', type: 'number' },
    { name: 'downloads', label: 'Downloads', type: 'number' },
  ],
  withheldNote: {
    one: 'number is left out because fewer than five people are behind it.',
    many: 'rows or numbers are left out because fewer than five people are behind each.',
  },
  values: lastDays(30),
  split: {
    hogql: spanSplitHogql('properties.asset_id', USE_EVENTS, 'notEmpty(properties.asset_id)'),
    values: spanDays,
    keys: 1,
    steps: 'span',
    given: 0,
    within: 'head-count',
    // What a team did with an asset is about fewer people than looked at it; only the reps are counted so.
    row: ([id = ''], at, { assets }) => {
      const asset = indexOf(assets).get(id);
      return [id, asset?.title ?? id, asset?.kind ?? '', at(0), null, null, null];
    },
  },
  answer(rows, { assets }) {
    const known = indexOf(assets);
    return rows.map((row) => {
      const id = textAt(row, 0);
      return {
        people: countAt(row, 1),
        cells: [
          id,
          known.get(id)?.title ?? id,
          known.get(id)?.kind ?? '',
          countAt(row, 1),
          { value: countAt(row, 2), people: countAt(row, 3) },
          { value: countAt(row, 4), people: countAt(row, 5) },
          { value: countAt(row, 6), people: countAt(row, 7) },
        ],
      };
    });
  },
};
