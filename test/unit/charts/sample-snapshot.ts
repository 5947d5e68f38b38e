import type { ChartContext } from '../../../src/charts/context.ts';
import { addDays } from '../../../src/library/dates.ts';
import { questions } from '../../../src/usage/questions/questions.ts';
import {
  buildSnapshot,
  emptySnapshot,
  type Answer,
  type QueryOutcome,
  type Snapshot,
} from '../../../src/usage/snapshot/snapshot.ts';
import type { Cell } from '../../../src/usage/snapshot/answer.ts';
import type { QuestionId } from '../../../src/usage/questions/questions.ts';

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
      { title, url: `/${id}/`, kind, products: [], published, owner },
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
  products: [
    { id: 'routes', name: 'Larkmoor Routes' },
    { id: 'cold', name: 'Larkmoor Cold' },
    { id: 'ledger', name: 'Larkmoor Ledger' },
  ],
  quarterEnds: ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'],
};

/** A number between 0 and 1 that is the same in every run. */
function noise(seed: number): number {
  return Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1;
}

/** What a store answers to the weekly question: one row a week and team, and one for everybody. */
function weeklyRows(): Cell[][] {
  const rows: Cell[][] = [];
  for (let week = 0; week < 26; week++) {
    const day = addDays('2026-06-01', week * 7);
    let all = 0;
    context.teams.forEach((team, place) => {
      const trend = place === 2 ? 0.15 : 0.45;
      const active = 0.4 + (trend * week) / 26 + 0.16 * (noise(week + place * 40) - 0.5);
      const reps = Math.round(team.reps * active * (week === 24 ? 0.7 : 1));
      if (reps === 0) return;
      rows.push([day, team.id, reps]);
      all += reps;
    });
    rows.push([day, 'all', all]);
  }
  return rows.filter(([day]) => String(day) <= TODAY);
}

const ids = TITLES.map(([id]) => id);

const asked: Readonly<Record<QuestionId, Cell[][]>> = {
  'use-per-asset': ids.slice(0, 20).map((id, place) => {
    const reps = Math.round(52 * 0.88 ** place);
    return [id, reps, reps * 4, reps, reps, Math.round(reps / 3), Math.round(reps / 5), Math.round(reps / 6)];
  }),
  'weekly-active-reps-by-team': weeklyRows(),
  'weekly-active-reps-by-product': [
    ['2026-11-09', 'routes', 31],
    ['2026-11-09', 'cold', 12],
  ],
  retention: [
    ['2026-11-02', 0, 40],
    ['2026-11-02', 1, 28],
    ['2026-10-26', 0, 36],
    ['2026-10-26', 1, 27],
  ],
  'before-and-after-revision': [
    ['battlecards/kestrowe', '2026-10-20T09:00:00Z', 30, 21, 40, 33, 81],
    ['plays/stalled-pilot', '2026-11-02T09:00:00Z', 19, 9, 16, 8, 14],
  ],
  'time-to-answer': [
    ['2026-11-02', 22, 5100, 11_800],
    ['2026-11-09', 26, 4230, 9460],
  ],
  'search-to-open': [
    ['2026-11-02', 28, 21, 15],
    ['2026-11-09', 30, 24, 18],
  ],
  'coverage-of-eligible-reps': [
    ['routes', 58],
    ['cold', 31],
    ['ledger', 3],
  ],
  'time-to-first-use': ids.slice(0, 20).map((id, place) => {
    const published = TITLES[place]?.[3] ?? TODAY;
    return [id, addDays(published, (place * 7) % 45)];
  }),
  'never-used': ids.slice(0, 11).map((id) => [id]),
  'top-searches': [
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
    'renewal',
    'iso',
    'sso',
  ].map((words, place) => [words, 34 - place * 3, 88 - place * 7]),
  'empty-searches': [
    ['tacho integration', 11, 19],
    ['danish price list', 9, 12],
    ['esg report', 6, 6],
    ['<script>alert(1)</script>', 5, 7],
    ['my own name', 1, 1],
  ],
  'objections-heard': [
    ['vantello-is-twelve-pounds', 'battlecards/vantello', 14, 22],
    ['my-drivers-love-their-maps', 'battlecards/kestrowe', 9, 11],
    ['something-rare', 'battlecards/kestrowe', 2, 2],
  ],
  requested: [
    ['danish price list', 7, 9],
    ['something of my own', 1, 1],
  ],
};

/** A snapshot of a hub in use, made the way the hub makes one; `over` replaces what the store answers. */
export function sampleSnapshot(over: Partial<Record<QuestionId, Cell[][] | string>> = {}): Snapshot {
  return buildSnapshot({
    madeAt: '2026-11-22T04:12:31.000Z',
    today: TODAY,
    source: 'embedded',
    eventCounts: { asset_viewed: 40112, asset_copied: 3101, search_performed: 5000, time_to_answer: 900 },
    outcomes: questions.map(({ id }): QueryOutcome => {
      const rows = over[id] ?? asked[id];
      return typeof rows === 'string' ? { id, problem: rows } : { id, rows };
    }),
    facts: {
      assets: TITLES.map(([id, title, kind, publishedOn]) => ({
        id,
        title,
        kind,
        products: [],
        publishedOn,
        ...(id === 'battlecards/vantello' ? { objections: ['Vantello is twelve pounds!'] } : {}),
      })),
      teams: context.teams,
      products: context.products,
    },
  });
}

/** One answer of the sample, changed as told. */
export function sampleAnswer(id: QuestionId, over: Partial<Answer> = {}): Answer {
  return Object.assign(answerIn(sampleSnapshot(), id), over);
}

/** One answer as the store's rows make it. */
export function answerFrom(id: QuestionId, rows: Cell[][]): Answer {
  return answerIn(sampleSnapshot({ [id]: rows }), id);
}

/** What a hub shows that has counted nothing yet. */
export function sampleWithoutNumbers(): Snapshot {
  return emptySnapshot(TODAY);
}

function answerIn(snapshot: Snapshot, id: QuestionId): Answer {
  const found = snapshot.answers.find((answer) => answer.id === id);
  if (found === undefined) throw new Error(`The sample has no ${id}.`);
  return found;
}
