import { objectionId } from '../../library/kinds/objection-id.ts';
import { spanSplitHogql } from './team-and-span.ts';
import { assetColumns, happened } from './activity.ts';
import type { LibraryFacts, Question } from './question.ts';
import { countAt, lastDays, spanDays, textAt } from './window.ts';

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

const worded = new WeakMap<LibraryFacts['assets'], ReadonlyMap<string, string>>();

/** An objection of an asset as one text; the id of an asset holds no `#`. */
function keyOf(asset: string, objection: string): string {
  return `${asset}#${objection}`;
}

/** What a card says of an objection; of one that no card holds any more, the words that its id is made of. */
function wordsOf(asset: string, objection: string, assets: LibraryFacts['assets']): string {
  const known =
    worded.get(assets) ??
    new Map(
      assets.flatMap(({ id, objections = [] }) =>
        objections.map((heard): [string, string] => [keyOf(id, objectionId(heard)), heard]),
      ),
    );
  worded.set(assets, known);
  return known.get(keyOf(asset, objection)) ?? objection.replaceAll('-', ' ');
}

export const objectionsHeard: Question = {
  id: 'objections-heard',
  title: 'What customers object to',
  asks: 'Which objections of the battlecards did reps hear from customers in the last 90 days?',
  hogql,
  chart: 'bars',
  // Nobody said so, where cards were opened, means that nobody heard one.
  needs: ['objection_heard', 'asset_viewed'],
  columns: [
    { name: 'objection', label: 'Objection', type: 'text' },
    assetColumns.asset,
    { name: 'reps', label: 'Reps', type: 'number' },
    { name: 'times', label: 'Times', type: 'number' },
  ],
  withheldNote: {
    one: 'objection is left out because fewer than five reps heard it.',
    many: 'objections are left out because fewer than five reps heard each.',
  },
  values: lastDays(90),
  split: {
    hogql: spanSplitHogql(
      "concat(properties.asset_id, '#', properties.objection)",
      ['objection_heard'],
      CONDITION,
    ),
    values: spanDays,
    keys: 1,
    steps: 'span',
    given: 1,
    within: 'head-count',
    row: ([key = ''], at, { assets }) => {
      const [asset = '', objection = ''] = key.split('#');
      return [wordsOf(asset, objection, assets), asset, at(0), null];
    },
  },
  answer: (rows, { assets }) =>
    rows.map((row) => {
      const asset = textAt(row, 1);
      return {
        cells: [wordsOf(asset, textAt(row, 0), assets), asset, countAt(row, 2), countAt(row, 3)],
        people: countAt(row, 2),
      };
    }),
};
