import { assetColumns, happened, USE_EVENTS } from './activity.ts';
import { SPAN_SPLIT, spanSplitHogql } from './team-and-span.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { spanDays } from './window.ts';

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

export const usePerAsset = defineQuestion({
  id: 'use-per-asset',
  title: 'Use per asset',
  asks: (span) => `Which assets did reps really use in the ${span}, and what did they do with them?`,
  span: { days: 30 },
  hogql,
  selects: {
    asset: 'text',
    reps: 'people',
    views: 'count',
    view_reps: 'people',
    copies: 'count',
    copy_reps: 'people',
    downloads: 'count',
    download_reps: 'people',
  },
  row: {
    asset: assetColumns.asset,
    title: assetColumns.title,
    kind: assetColumns.kind,
    reps: { role: 'people', type: 'people', label: 'Reps', from: 'reps' },
    views: { role: 'measure', type: 'count', label: 'Views', by: ['viewReps'] },
    copies: { role: 'measure', type: 'count', label: 'Copies', by: ['copyReps'] },
    downloads: { role: 'measure', type: 'count', label: 'Downloads', by: ['downloadReps'] },
    viewReps: { role: 'people', type: 'people', label: 'Reps who viewed', from: 'view_reps', isHidden: true },
    copyReps: { role: 'people', type: 'people', label: 'Reps who copied', from: 'copy_reps', isHidden: true },
    downloadReps: {
      role: 'people',
      type: 'people',
      label: 'Reps who downloaded',
      from: 'download_reps',
      isHidden: true,
    },
  },
  people: {
    reps: { small: 'row', did: ({ asset }, { library }) => did.useAsset(asset, library) },
    viewReps: { small: 'number' },
    copyReps: { small: 'number' },
    downloadReps: { small: 'number' },
  },
  chart: 'drawn',
  needs: [...USE_EVENTS],
  withheldNote: {
    one: 'number is left out because fewer than five people are behind it.',
    many: 'rows or numbers are left out because fewer than five people are behind each.',
  },
  split: {
    hogql: spanSplitHogql('properties.asset_id', USE_EVENTS, 'notEmpty(properties.asset_id)'),
    values: spanDays,
    selects: SPAN_SPLIT,
    steps: 'span',
    given: 0,
    within: 'head-count',
    // What a team did with an asset is about fewer people than looked at it; only the reps are counted so.
    row: ([asset = ''], at, { assetById }) => ({
      asset,
      title: assetById.get(asset)?.title ?? asset,
      kind: assetById.get(asset)?.kind ?? '',
      reps: at(0),
      views: null,
      copies: null,
      downloads: null,
    }),
  },
  answer: (rows, { assetById }) =>
    rows.map(({ asset, reps, views, copies, downloads, ...by }) => ({
      asset,
      title: assetById.get(asset)?.title ?? asset,
      kind: assetById.get(asset)?.kind ?? '',
      reps,
      views,
      copies,
      downloads,
      viewReps: by.view_reps,
      copyReps: by.copy_reps,
      downloadReps: by.download_reps,
    })),
});
