import { assetColumns } from './activity.ts';
import { countPeople } from './count-people.ts';
import type { LibraryIndex } from './library-facts.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';

/** What a card says of an objection; of one that no card holds any more, the words that its id is made of. */
function wordsOf(asset: string, objection: string, { objectionWords }: LibraryIndex): string {
  return objectionWords.get(`${asset}#${objection}`) ?? objection.replaceAll('-', ' ');
}

export const objectionsHeard = defineQuestion({
  id: 'objections-heard',
  title: 'What customers object to',
  asks: (span) => `Which objections of the battlecards did reps hear from customers in the ${span}?`,
  span: { weeks: 13 },
  hogql: countPeople({
    keys: { objection: 'properties.objection', asset: 'properties.asset_id' },
    people: { reps: true },
    events: ['objection_heard'],
    condition: 'notEmpty(properties.asset_id) AND notEmpty(properties.objection)',
  }),
  selects: { objection: 'text', asset: 'text', team: 'team', reps: 'people' },
  row: {
    objection: { role: 'key', type: 'text', label: 'Objection' },
    asset: assetColumns.asset,
    reps: { role: 'people', type: 'people', label: 'Reps', from: 'reps', small: 'row' },
  },
  people: { reps: ({ objection, asset }, library) => did.hearObjection(objection, asset, library) },
  chart: 'drawn',
  // Nobody said so, where cards were opened, means that nobody heard one.
  needs: ['objection_heard', 'asset_viewed'],
  nothing: [
    'No objection to show.',
    'What ten reps or more heard appears here. On a battlecard and in call mode, “Heard this” counts one in one tap.',
  ],
  answer: (rows, library) =>
    rows
      .map(({ objection, asset, reps }) => ({ objection: wordsOf(asset, objection, library), asset, reps }))
      .sort((a, b) => b.reps - a.reps || (a.asset + a.objection < b.asset + b.objection ? -1 : 1)),
});
