import type { ChartContext } from '../../../src/charts/context.ts';
import { addDays } from '../../../src/library/dates.ts';
import { freezeTables, type FrozenTable } from '../../../src/usage/privacy/freeze.ts';
import { createRound } from '../../../src/usage/privacy/rounding.ts';
import { groupTeams } from '../../../src/usage/privacy/team-groups.ts';
import { indexLibrary, type LibraryFacts } from '../../../src/usage/questions/library-facts.ts';
import type { Period } from '../../../src/usage/questions/periods.ts';
import type { AnyQuestion, QuestionId } from '../../../src/usage/questions/questions.ts';
import type { Cell } from '../../../src/usage/snapshot/answer.ts';
import {
  buildSnapshot,
  emptySnapshot,
  type Answer,
  type Snapshot,
} from '../../../src/usage/snapshot/snapshot.ts';
import { countedQuestions, periodsOf } from '../../../src/usage/snapshot/tables.ts';
import { finish } from '../../support/finish.ts';

/** A Sunday: its week is counted two days after it, so the last that was is the one before. */
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
  ['answers/can-drivers-be-tracked', 'Can drivers be tracked?', 'answer', '2026-08-17', 'Oona Lindqvist'],
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
  holdDays: 14,
  departments: [
    { id: 'devices', name: 'Devices and firmware' },
    { id: 'support', name: 'Customer support' },
  ],
  sessions: [
    {
      session: 'The workshop in winter',
      kind: 'build',
      by: 'devices',
      for: ['support'],
      owner: 'marek-duda',
      on: '2027-01-13',
      line: 1,
    },
  ],
  quarterEnds: ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'],
};

/** A number between 0 and 1 that is the same in every run. */
function noise(seed: number): number {
  return Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1;
}

/** What a store answers to the weekly question: one row a week and team. */
function weeklyRows(): Cell[][] {
  return Array.from({ length: 25 }, (_, week) =>
    context.teams.map((team, place): Cell[] => {
      const trend = place === 2 ? 0.15 : 0.45;
      const active = 0.4 + (trend * week) / 26 + 0.16 * (noise(week + place * 40) - 0.5);
      return [
        addDays('2026-06-01', week * 7),
        team.id,
        Math.round(team.reps * active * (week === 24 ? 0.7 : 1)),
      ];
    }),
  ).flat();
}

const ids = TITLES.map(([id]) => id);

/** Numbers of people of a key, all of them in one team: a number of more than a team has seats would be cut. */
const inOne = (key: Cell[], ...people: number[]): Cell[][] =>
  context.teams.map(({ id, reps }, place) => [
    ...key,
    id,
    ...people.map((each) => {
      const before = context.teams.slice(0, place).reduce((sum, team) => sum + team.reps, 0);
      return Math.max(0, Math.min(reps, each - before));
    }),
  ]);

/** What a store answers to each question that asks it, in its last period; of series over all weeks. */
const asked: Readonly<Record<string, Cell[][]>> = {
  'use-per-asset': ids.slice(0, 20).flatMap((id, place) => {
    const reps = Math.round(52 * 0.88 ** place);
    return inOne([id], reps, Math.round(reps / 3), Math.round(reps / 6), 0);
  }),
  'weekly-active-reps-by-team': weeklyRows(),
  'weekly-active-reps-by-product': [
    ...inOne(['2026-11-09', 'routes'], 31),
    ...inOne(['2026-11-09', 'cold'], 20),
  ],
  retention: [
    ...inOne(['2026-11-02', 0], 40),
    ...inOne(['2026-11-02', 1], 28),
    ...inOne(['2026-10-26', 0], 36),
    ...inOne(['2026-10-26', 1], 27),
    ...inOne(['2026-11-09', 0], 40),
  ],
  'time-to-answer': [
    ...inOne(['2026-11-02', 'palette'], 40, 26),
    ...inOne(['2026-11-02', 'page'], 24, 15),
    ...inOne(['2026-11-09', 'call'], 24, 24),
    ...inOne(['2026-11-09', 'page'], 24, 15),
    ...inOne(['2026-11-09', 'palette'], 45, 40),
  ],
  'landed-on-the-sentence': [...inOne(['2026-11-02'], 24, 15), ...inOne(['2026-11-09'], 35, 24)],
  'search-to-open': [...inOne(['2026-11-02'], 28, 21, 15), ...inOne(['2026-11-09'], 46, 40, 30)],
  'coverage-of-eligible-reps': [...inOne(['routes'], 58), ...inOne(['cold'], 31), ...inOne(['ledger'], 3)],
  'carried-into-calls': [
    ...inOne(['routes'], 58, 31, 24, 11, 3, 0),
    ...inOne(['cold'], 31, 12, 12, 0, 0, 0),
    ...inOne(['ledger'], 3, 1, 1, 0, 0, 0),
  ],
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
  ].flatMap((words, place) => inOne([words], 48 - place * 3)),
  'empty-searches': [
    ...inOne(['tacho integration'], 24),
    ...inOne(['danish price list'], 20),
    ...inOne(['<script>alert(1)</script>'], 15),
    ...inOne(['my own name'], 1),
  ],
  'agents-missed': [...inOne(['lone worker alarm'], 14), ...inOne(['one of them'], 3)],
  'objections-heard': [
    ...inOne(['vantello-is-twelve-pounds', 'battlecards/vantello'], 24),
    ...inOne(['my-drivers-love-their-maps', 'battlecards/kestrowe'], 16),
    ...inOne(['something-rare', 'battlecards/kestrowe'], 2),
  ],
  'slides-shown': [
    ...inOne(['collateral/pilot-plan', 'pilot-plan.pptx', 1], 48),
    ...inOne(['collateral/pilot-plan', 'pilot-plan.pptx', 2], 40),
    ...inOne(['collateral/pilot-plan', 'pilot-plan.pptx', 3], 18),
    ...inOne(['collateral/pilot-plan', 'pilot-plan.pptx', 4], 2),
    ...inOne(['collateral/security-overview', 'security.pdf', 2], 24),
  ],
  'who-reads-whose-pages': [
    ...inOne(['devices'], 31),
    ...inOne(['support'], 4),
    ['sales', 'workshop', 18],
    ['devices', 'early-shift', 2],
  ],
  'training-by-team': [
    ['training/onboarding', 'uk', 31, 24],
    ['training/onboarding', 'dach', 12, 4],
    ['training/onboarding', 'unknown', 2, 0],
  ],
  requested: [...inOne(['danish price list'], 17), ...inOne(['something of my own'], 1)],
};

/** Rows of a question in a period: those of its week, or half of them in the block of four weeks before the last. */
function rowsIn(
  question: AnyQuestion,
  period: Period,
  rows: readonly (readonly Cell[])[],
): (readonly Cell[])[] {
  if ('weekly' in question.span) {
    const isIn = (row: readonly Cell[]) =>
      question.id === 'retention'
        ? addDays(String(row[0]), 7 * Number(row[1])) === period.from
        : row[0] === period.from;
    return rows.filter(isIn);
  }
  return period.to < '2026-09-01'
    ? []
    : period.to < '2026-10-30'
      ? rows.slice(0, rows.length / 2)
      : [...rows];
}

const facts: LibraryFacts = {
  assets: TITLES.map(([id, title, kind, publishedOn]) => ({
    id,
    title,
    kind,
    products: [],
    publishedOn,
    quarterEndsOn: context.quarterEnds.find((day) => day >= publishedOn),
    ...(id === 'battlecards/vantello' ? { objections: ['Vantello is twelve pounds!'] } : {}),
  })),
  teams: [
    ...context.teams,
    { id: 'workshop', name: 'Workshop', reps: 0, department: 'devices', people: 30 },
    { id: 'early-shift', name: 'Early shift', reps: 0, department: 'support', people: 16 },
  ],
  products: context.products,
};

/**
 * A snapshot of a hub in use, made the way the hub makes one; `over` replaces what the store answers, `change` what is kept
 * of it.
 */
export function sampleSnapshot(
  over: Readonly<Record<string, Cell[][] | string>> = {},
  change: (tables: FrozenTable[]) => FrozenTable[] = (tables) => tables,
): Snapshot {
  const groups = groupTeams(facts.teams);
  const answers = countedQuestions.map((question) => ({
    question,
    rows: over[question.id] ?? asked[question.id] ?? [],
  }));
  const tables = finish(
    freezeTables(
      answers.flatMap(({ question, rows }) =>
        typeof rows === 'string'
          ? []
          : periodsOf(question, TODAY)
              .filter(({ to }) => to > '2026-06-01')
              .map((period) => ({ question, period, rows: rowsIn(question, period, rows) })),
      ),
      {
        source: 'embedded',
        groups,
        library: indexLibrary(facts),
        round: createRound(new Uint8Array(32), groups),
      },
    ),
  );
  return finish(
    buildSnapshot({
      madeAt: '2026-11-22T04:12:31.000Z',
      today: TODAY,
      source: 'embedded',
      eventCounts: {
        asset_viewed: 40112,
        asset_copied: 3101,
        search_performed: 5000,
        question_asked: 400,
        time_to_answer: 900,
        landing_ended: 300,
      },
      tables: change(tables),
      groups,
      problems: new Map(
        answers.flatMap(({ question, rows }) =>
          typeof rows === 'string' ? [[question.id, rows] as const] : [],
        ),
      ),
      facts,
    }),
  );
}

/** One answer of the sample, changed as told. */
export function sampleAnswer(id: QuestionId, over: Partial<Answer> = {}): Answer {
  return Object.assign(answerIn(sampleSnapshot(), id), over);
}

/** One answer as the store's rows make it. */
export function answerFrom(id: QuestionId, rows: Cell[][] | string): Answer {
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
