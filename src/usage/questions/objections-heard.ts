import { SPAN_SPLIT, spanSplitHogql } from './team-and-span.ts';
import { assetColumns, happened } from './activity.ts';
import type { LibraryIndex } from './library-facts.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { spanDays } from './window.ts';

const CONDITION = 'notEmpty(properties.asset_id) AND notEmpty(properties.objection)';

const hogql = `
SELECT properties.objection AS objection, properties.asset_id AS asset,
  uniq(person_id) AS reps, count() AS times
FROM events
WHERE ${happened(['objection_heard'])}
  AND ${CONDITION}
GROUP BY objection, asset
ORDER BY reps DESC, times DESC, asset ASC, objection ASC
LIMIT 5000`.trim();

/** What a card says of an objection; of one that no card holds any more, the words that its id is made of. */
function wordsOf(asset: string, objection: string, { objectionWords }: LibraryIndex): string {
  return objectionWords.get(`${asset}#${objection}`) ?? objection.replaceAll('-', ' ');
}

export const objectionsHeard = defineQuestion({
  id: 'objections-heard',
  title: 'What customers object to',
  asks: (span) => `Which objections of the battlecards did reps hear from customers in the ${span}?`,
  span: { days: 90 },
  hogql,
  selects: { objection: 'text', asset: 'text', reps: 'people', times: 'count' },
  row: {
    objection: { role: 'key', type: 'text', label: 'Objection' },
    asset: assetColumns.asset,
    reps: { role: 'people', type: 'people', label: 'Reps', from: 'reps' },
    times: { role: 'measure', type: 'count', label: 'Times', by: ['reps'] },
  },
  people: {
    reps: {
      small: 'row',
      did: ({ objection, asset }, { library }) => did.hearObjection(objection, asset, library),
    },
  },
  chart: 'drawn',
  // Nobody said so, where cards were opened, means that nobody heard one.
  needs: ['objection_heard', 'asset_viewed'],
  withheldNote: {
    one: 'objection is left out because fewer than five reps heard it.',
    many: 'objections are left out because fewer than five reps heard each.',
  },
  nothing: [
    'Nobody has heard an objection yet.',
    'On a battlecard and in call mode, “Heard this” counts one in one tap.',
  ],
  split: {
    hogql: spanSplitHogql(
      "concat(properties.asset_id, '#', properties.objection)",
      ['objection_heard'],
      CONDITION,
    ),
    values: spanDays,
    selects: SPAN_SPLIT,
    steps: 'span',
    given: 1,
    within: 'head-count',
    row: ([key = ''], at, library) => {
      const [asset = '', objection = ''] = key.split('#');
      return { objection: wordsOf(asset, objection, library), asset, reps: at(0), times: null };
    },
  },
  answer: (rows, library) =>
    rows.map(({ objection, asset, reps, times }) => ({
      objection: wordsOf(asset, objection, library),
      asset,
      reps,
      times,
    })),
});
