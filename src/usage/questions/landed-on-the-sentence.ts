import { LANDED } from '../landing.ts';
import { countPeople, WEEK } from './count-people.ts';
import { did } from './people-group.ts';
import { SERIES_WEEKS } from './periods.ts';
import { defineQuestion } from './question.ts';

/** What counts as a landing, and by what it has landed, is told in `usage/landing.ts`. */
export const landedOnTheSentence = defineQuestion({
  id: 'landed-on-the-sentence',
  title: 'Landed on the sentence',
  asks: (span) =>
    `Of the people who came from a search to a place within a page in each of the ${span}, how many copied or rated what was there, before they scrolled on or searched again?`,
  span: { weekly: SERIES_WEEKS },
  hogql: countPeople({
    keys: { week: WEEK },
    people: { people: true, landed: `properties.by IN (${LANDED.map((by) => `'${by}'`).join(', ')})` },
    events: ['landing_ended'],
    condition: 'notEmpty(properties.by)',
  }),
  selects: { week: 'day', team: 'team', people: 'people', landed: 'people' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    people: { role: 'people', type: 'people', label: 'People', from: 'people', small: 'number' },
    landed: {
      role: 'people',
      type: 'people',
      label: 'Landed at least once',
      from: 'landed',
      small: 'number',
    },
    share: { role: 'share', type: 'share', label: 'Landed of people', part: 'landed', whole: 'people' },
  },
  people: { people: () => did.land, landed: () => did.landThere },
  chart: 'drawn',
  withoutProduct: { why: 'What a search led to is counted for all products together, so all are shown.' },
  dashboard: { display: 'ActionsLineGraph', x: 'week', y: ['people', 'landed'] },
  needs: ['landing_ended'],
  answer: (rows) => rows.map(({ week, people, landed }) => ({ week, people, landed })),
});
