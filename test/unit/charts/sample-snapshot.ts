import type { Answer, AnswerColumn, Cell, Snapshot } from '../../../src/charts/answer-shape.ts';
import type { ChartContext } from '../../../src/charts/context.ts';
import { addDays } from '../../../src/library/dates.ts';

/** A Sunday, so that its week is over the day after and the last week of the sample is unfinished. */
export const TODAY = '2026-11-22';

const TITLES = [
  ['battlecards/kestrowe', 'Kestrowe', 'battlecard', '2026-06-02', 'Ines Varga'],
  ['battlecards/frostmere', 'Frostmere Systems', 'battlecard', '2026-06-02', 'Ines Varga'],
  ['battlecards/vantello', 'Vantello', 'battlecard', '2026-07-11', 'Tobias Reck'],
  ['battlecards/brindlestack', 'Brindlestack', 'battlecard', '2026-07-11', 'Tobias Reck'],
  ['collateral/routes-one-pager', 'Larkmoor Routes on one page', 'collateral', '2026-03-09', 'Ines Varga'],
  ['collateral/pilot-plan', 'The six-week pilot plan', 'collateral', '2026-03-09', 'Jonas Amsel'],
  [
    'collateral/roi-calculator',
    'What a route costs today: the calculator',
    'collateral',
    '2026-04-20',
    undefined,
  ],
  [
    'collateral/security-overview',
    'Security overview for IT leads',
    'collateral',
    '2025-09-30',
    'Callum Reid',
  ],
  [
    'collateral/oxley-case-study',
    'Oxley & Daughters: 11% fewer miles with 46 vans',
    'collateral',
    '2025-08-30',
    'Ines Varga',
  ],
  ['collateral/works-council-pack', 'Works council pack', 'collateral', '2026-02-16', 'Callum Reid'],
  ['answers/can-we-try-it-first', 'Can we try it first?', 'answer', '2026-05-04', 'Jonas Amsel'],
  ['answers/how-do-we-leave', 'How do we leave?', 'answer', '2026-10-01', 'Ruth Okafor'],
  ['answers/what-does-it-cost', 'What does it cost?', 'answer', '2025-05-04', 'Ruth Okafor'],
  ['answers/is-our-data-safe', 'Is our data safe with you?', 'answer', '2025-05-04', 'Callum Reid'],
  ['answers/where-is-our-data-kept', 'Where is our data kept?', 'answer', '2025-06-11', 'Callum Reid'],
  ['answers/can-drivers-be-tracked', 'Can drivers be tracked?', 'answer', '2026-08-03', 'Oona Lindqvist'],
  ['plays/failed-inspection', 'A prospect just failed an inspection', 'play', '2026-01-19', 'Tobias Reck'],
  ['plays/stalled-pilot', 'The pilot has stalled', 'play', '2026-09-14', 'Tobias Reck'],
  ['plays/price-push-back', 'They push back on price', 'play', '2026-09-14', undefined],
  ['build-stories/how-a-probe-is-made', 'How a probe is made', 'build-story', '2026-04-02', 'Marek Duda'],
  [
    'build-stories/how-the-planner-replans',
    'How the planner replans at 05:40',
    'build-story',
    '2026-04-02',
    'Oona Lindqvist',
  ],
  ['roles/deal-desk', 'Deal desk', 'role', '2026-02-02', 'Ruth Okafor'],
  [
    'field-notes/nov-nordics-seafood',
    'A morning on the quay in Ålesund',
    'field-note',
    '2026-11-19',
    'Sunniva Holm',
  ],
  ['field-notes/oct-dach-dairy', 'Audit day at a Bavarian dairy', 'field-note', '2026-10-21', 'Marek Duda'],
] as const;

export const context: ChartContext = {
  assets: new Map(
    TITLES.map(([id, title, kind, published, owner]) => [
      id,
      { title, url: `/${id}/`, kind, published, owner },
    ]),
  ),
  teams: [
    { id: 'uk-mid', name: 'UK mid-market', reps: 24 },
    { id: 'uk-enterprise', name: 'UK enterprise', reps: 11 },
    { id: 'dach', name: 'DACH', reps: 18 },
    { id: 'nordics', name: 'Nordics', reps: 9 },
    { id: 'partners', name: 'Partners', reps: 4 },
    { id: 'customer-success', name: 'Customer success', reps: 14 },
  ],
  products: [{ id: 'routes', name: 'Larkmoor Routes' }],
  quarterEnds: ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'],
};

const column = (name: string, label: string, type: AnswerColumn['type']): AnswerColumn => ({
  name,
  label,
  type,
});

/** An answer that is ready unless told otherwise. */
export function sampleAnswer(over: Partial<Answer> & Pick<Answer, 'id'>): Answer {
  return {
    title: 'Which assets do reps use?',
    asks: 'How many people viewed, copied or downloaded each asset in the last 90 days.',
    hogql:
      "SELECT properties.asset_id AS asset, uniq(person_id) AS people\nFROM events\nWHERE event = 'asset_viewed'\nGROUP BY asset",
    state: 'ready',
    columns: [
      column('asset', 'Asset', 'asset'),
      column('people', 'People', 'number'),
      column('uses', 'Uses', 'number'),
    ],
    rows: [],
    withheld: 0,
    withheldNote: '',
    ...over,
  };
}

const ids = TITLES.map(([id]) => id);

/** A number between 0 and 1 that is the same in every run. */
function noise(seed: number): number {
  return Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1;
}

function weeklyRows(): Cell[][] {
  const rows: Cell[][] = [];
  context.teams.forEach((team, place) => {
    if (team.reps < 5) return;
    for (let week = 0; week < 26; week++) {
      const grown =
        0.35 +
        (0.45 * week) / 26 +
        0.16 * (noise(week + place * 40) - 0.5) -
        (place === 2 ? (0.3 * week) / 26 : 0);
      const people = Math.round(team.reps * grown * (week === 25 ? 0.7 : 1));
      rows.push([addDays('2026-05-25', week * 7), team.id, people < 5 ? null : people]);
    }
  });
  return rows;
}

/** One answer of every question, with numbers that could be a real hub's. */
export function sampleSnapshot(): Snapshot {
  const five = 'Groups of fewer than five people are left out.';
  return {
    madeAt: '2026-11-22T04:12:31.000Z',
    today: TODAY,
    source: 'embedded',
    events: 48213,
    answers: [
      sampleAnswer({
        id: 'use-per-asset',
        rows: ids
          .slice(0, 18)
          .map((id, place) => [id, Math.round(52 * 0.88 ** place), Math.round(190 * 0.86 ** place)]),
        withheld: 3,
        withheldNote: `3 assets are left out because fewer than five people used them.`,
      }),
      sampleAnswer({
        id: 'weekly-active-reps-by-team',
        title: 'How many reps use the hub each week, by team?',
        asks: 'People with at least one view, copy, download or search in a week, by the team they belong to.',
        columns: [
          column('week', 'Week from', 'week'),
          column('team', 'Team', 'team'),
          column('people', 'People', 'number'),
        ],
        rows: weeklyRows(),
        withheld: 31,
        withheldNote: `31 of 156 weeks are not shown because fewer than five people were active. ${five}`,
      }),
      sampleAnswer({
        id: 'coverage-of-eligible-reps',
        title: 'How much of each team has used the hub?',
        asks: 'People active in the last 28 days out of the head count in hub.yaml.',
        columns: [
          column('team', 'Team', 'team'),
          column('active', 'People active', 'number'),
          column('eligible', 'Head count', 'number'),
          column('share', 'Share', 'share'),
        ],
        rows: [
          ['uk-mid', 21, 24, 21 / 24],
          ['uk-enterprise', 8, 11, 8 / 11],
          ['dach', 11, 18, 11 / 18],
          ['nordics', 7, 9, 7 / 9],
          ['partners', null, 4, null],
          ['customer-success', 6, 14, 6 / 14],
        ],
        withheld: 1,
        withheldNote: `1 team is not shown. ${five}`,
      }),
      sampleAnswer({
        id: 'never-used',
        title: 'What has never been used?',
        asks: 'Assets published more than two weeks ago that nobody has viewed, copied or downloaded.',
        columns: [column('asset', 'Asset', 'asset')],
        rows: ids.slice(11).map((id) => [id]),
        withheld: 0,
      }),
      sampleAnswer({
        id: 'top-searches',
        title: 'What do reps search for?',
        asks: 'The words searched for by the most people in the last 90 days.',
        columns: [
          column('words', 'Words', 'text'),
          column('people', 'People', 'number'),
          column('searches', 'Searches', 'number'),
        ],
        rows: [
          'price',
          'kestrowe',
          'soc2',
          'pilot',
          'works council',
          'roi',
          'haccp record',
          'onboarding',
          'probe battery',
          'dairy',
        ].map((words, place) => [words, 34 - place * 3, 88 - place * 8]),
        withheld: 214,
        withheldNote: '214 searches made by fewer than five people are left out.',
      }),
      sampleAnswer({
        id: 'empty-searches',
        title: 'What do reps search for and not find?',
        asks: 'Searches that found nothing, by the number of people who made them, in the last 90 days.',
        columns: [column('words', 'Words', 'text'), column('people', 'People', 'number')],
        rows: [
          ['tacho integration', 11],
          ['danish price list', 9],
          ['esg report', 6],
          ['<script>alert(1)</script>', 5],
        ],
        withheld: 57,
        withheldNote: '57 searches made by fewer than five people are left out.',
      }),
    ],
  };
}
