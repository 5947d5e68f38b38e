import { assetColumns, USE_EVENTS } from './activity.ts';
import { countPeople } from './count-people.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';

export const usePerAsset = defineQuestion({
  id: 'use-per-asset',
  title: 'Use per asset',
  asks: (span) => `Which assets did reps really use in the ${span}, and what did they do with them?`,
  span: { weeks: 4 },
  hogql: countPeople({
    keys: { asset: 'properties.asset_id' },
    people: {
      reps: true,
      copied: "event = 'asset_copied'",
      downloaded: "event = 'asset_downloaded'",
      opened: "event = 'link_opened'",
    },
    events: USE_EVENTS,
    condition: 'notEmpty(properties.asset_id)',
  }),
  selects: {
    asset: 'text',
    team: 'team',
    reps: 'people',
    copied: 'people',
    downloaded: 'people',
    opened: 'people',
  },
  row: {
    asset: assetColumns.asset,
    title: assetColumns.title,
    kind: assetColumns.kind,
    reps: { role: 'people', type: 'people', label: 'Reps', from: 'reps', small: 'row' },
    copied: { role: 'people', type: 'people', label: 'Reps who copied', from: 'copied', small: 'number' },
    downloaded: {
      role: 'people',
      type: 'people',
      label: 'Reps who downloaded',
      from: 'downloaded',
      small: 'number',
    },
    opened: {
      role: 'people',
      type: 'people',
      label: 'Reps who opened its link',
      from: 'opened',
      small: 'number',
    },
  },
  people: {
    reps: ({ asset }, library) => did.useAsset(asset, library),
    copied: ({ asset }, library) => did.copyAsset(asset, library),
    downloaded: ({ asset }, library) => did.downloadAsset(asset, library),
    opened: ({ asset }, library) => did.openLink(asset, library),
  },
  chart: 'drawn',
  needs: [...USE_EVENTS],
  nothing: ['No asset was used by ten reps.', 'What fewer used is in the list of what is hardly used.'],
  answer: (rows, { assetById }) =>
    rows
      .map(({ asset, reps, copied, downloaded, opened }) => ({
        asset,
        title: assetById.get(asset)?.title ?? asset,
        kind: assetById.get(asset)?.kind ?? '',
        reps,
        copied,
        downloaded,
        opened,
      }))
      .sort((a, b) => b.reps - a.reps || (a.asset < b.asset ? -1 : 1)),
});
