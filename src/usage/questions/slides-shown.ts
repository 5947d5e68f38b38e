import { assetColumns } from './activity.ts';
import { countPeople } from './count-people.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';

export const slidesShown = defineQuestion({
  id: 'slides-shown',
  title: 'Which slides are really shown',
  asks: (span) => `Which slides and pages of the files did reps have in view in the ${span}?`,
  span: { weeks: 13 },
  hogql: countPeople({
    keys: {
      asset: 'properties.asset_id',
      file: 'properties.file',
      slide: 'toInt(properties.slide)',
    },
    people: { reps: true },
    events: ['slide_reached'],
    condition: 'notEmpty(properties.asset_id) AND notEmpty(properties.file) AND toInt(properties.slide) > 0',
  }),
  selects: { asset: 'text', file: 'text', slide: 'number', team: 'team', reps: 'people' },
  row: {
    asset: assetColumns.asset,
    title: assetColumns.title,
    file: { role: 'key', type: 'text', label: 'File' },
    slide: { role: 'key', type: 'number', label: 'Slide or page' },
    reps: { role: 'people', type: 'people', label: 'Reps', from: 'reps', small: 'row' },
  },
  people: { reps: ({ slide, file, asset }, library) => did.seeSlide(slide, file, asset, library) },
  chart: 'drawn',
  // Nobody got to a slide, where pages were opened, means that no deck was looked into.
  needs: ['slide_reached', 'asset_viewed'],
  nothing: [
    'No slide to show.',
    'What ten reps or more had in view appears here, once decks and PDFs are looked into on their pages.',
  ],
  answer: (rows, { assetById }) =>
    rows
      .map(({ asset, file, slide, reps }) => ({
        asset,
        title: assetById.get(asset)?.title ?? asset,
        file,
        slide,
        reps,
      }))
      .sort((a, b) =>
        a.asset + a.file < b.asset + b.file
          ? -1
          : a.asset + a.file > b.asset + b.file
            ? 1
            : a.slide - b.slide,
      ),
});
