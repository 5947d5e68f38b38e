import { daysBetween, type Day } from '../../library/dates.ts';
import type { AnswerColumn, Cell } from './answer.ts';
import { eventCatalogue, type EventName } from '../events.ts';
import { withholdSmallGroups } from '../privacy/minimum-group.ts';
import { estimateMissed, type Missed, type PageLoads } from './missed-views.ts';
import { withholdNestedGroups, type TableOfRows } from '../privacy/nested-groups.ts';
import type { LibraryFacts, Question, QuestionId, QuestionValues } from '../questions/question.ts';
import { questions } from '../questions/questions.ts';
import { ALL_TEAMS } from '../questions/weekly-active-reps-by-team.ts';
import { countAt, lastDays, textAt } from '../questions/window.ts';
import { buildSlices, type Slice, type SliceInput } from './slices.ts';
import { SPAN_DAYS, type SpanDays } from '../questions/span-days.ts';

export type { AnswerColumn, Cell } from './answer.ts';
export type { LibraryFacts, QuestionId } from '../questions/question.ts';

/** One answered question. `no-data` means that nothing is known, never that the number is zero. */
export interface Answer {
  id: QuestionId;
  title: string;
  asks: string;
  hogql: string;
  state: 'ready' | 'no-data' | 'failed';
  /** Why there is no answer, as a sentence. Only when `failed`. */
  problem?: string;
  /** ISO 8601: when rows that are kept from an earlier snapshot were counted. Only when `failed`. */
  answeredAt?: string;
  columns: AnswerColumn[];
  rows: Cell[][];
  /** Rows and cells left out because fewer than five people are behind them. */
  withheld: number;
  /** What was left out, as a sentence; '' when nothing was. */
  withheldNote: string;
  /** How much may be missing in the time that the question looks at; undefined where nobody knows. */
  missed?: Missed;
}

/** All answers of one moment. May be shown to everybody: no number in it is about fewer than five people. */
export interface Snapshot {
  madeAt: string;
  today: string;
  source: 'embedded' | 'posthog' | 'none';
  /** Events of the catalogue that the source holds. */
  events: number;
  answers: Answer[];
  /** How much may be missing in the spans that a reader can choose. */
  missed?: Partial<Record<SpanDays, Missed>>;
  /** The answers by team and span, where they were asked for. */
  slices?: Slice[];
}

/** What came back for one question: rows in the order of its columns, or a sentence that says why there are none. */
export type Asked =
  { id: QuestionId; rows: readonly (readonly Cell[])[] } | { id: QuestionId; problem: string };

export interface SnapshotInput {
  /** ISO 8601. */
  madeAt: string;
  today: Day;
  source: 'embedded' | 'posthog';
  /** How many events of each name the source holds. */
  eventCounts: Readonly<Record<string, number>>;
  asked: readonly Asked[];
  /** What came back for the same questions by team and span; undefined where that was not asked. */
  askedSplit?: readonly Asked[] | undefined;
  /** Page loads, and views a day to hold against them; undefined where nobody counts page loads. */
  counted?: { loads: PageLoads; views: Readonly<Record<Day, number>> } | undefined;
  facts: LibraryFacts;
}

/** How many events of each name there are, ever: tells nothing-known from nothing-used. */
export const eventCountsHogql = `
SELECT event, count() AS times
FROM events
WHERE event IN (${Object.keys(eventCatalogue)
  .map((name) => `'${name}'`)
  .join(', ')})
GROUP BY event
ORDER BY event ASC
LIMIT 100`.trim();

function unanswered(question: Question, state: 'no-data' | 'failed'): Answer {
  const { id, title, asks, hogql, columns } = question;
  return { id, title, asks, hogql, state, columns: [...columns], rows: [], withheld: 0, withheldNote: '' };
}

function noteOf({ withheldNote }: Question, withheld: number): string {
  if (withheld === 0) return '';
  return `${String(withheld)} ${withheld === 1 ? withheldNote.one : withheldNote.many}`;
}

function answerQuestion(question: Question, input: SnapshotInput): Answer {
  const asked = input.asked.find(({ id }) => id === question.id);
  if (asked === undefined)
    return { ...unanswered(question, 'failed'), problem: 'The question was not asked.' };
  if ('problem' in asked) return { ...unanswered(question, 'failed'), problem: asked.problem };
  const known = question.needs.some((name: EventName) => (input.eventCounts[name] ?? 0) > 0);
  if (!known) return unanswered(question, 'no-data');
  const { rows, withheld } = withholdSmallGroups(question.answer(asked.rows, input.facts, input.today));
  return {
    ...unanswered(question, 'no-data'),
    state: 'ready',
    rows,
    withheld,
    withheldNote: noteOf(question, withheld),
    ...missedIn(input, question.values(input.today)),
  };
}

function missedIn({ counted }: SnapshotInput, values: QuestionValues) {
  if (counted === undefined) return {};
  const window = { from: String(values['from']), to: String(values['to']) };
  const missed = estimateMissed(counted.loads, counted.views, window);
  return missed === undefined ? {} : { missed };
}

/** How much is missing in each span; the key is the number of days. */
function missedBySpan(input: SnapshotInput): Pick<Snapshot, 'missed'> {
  const spans = SPAN_DAYS.flatMap((days): [SpanDays, Missed][] => {
    const { missed } = missedIn(input, lastDays(days)(input.today));
    return missed === undefined ? [] : [[days, missed]];
  });
  return spans.length === 0 ? {} : { missed: Object.fromEntries(spans) };
}

/** Active reps by week and team as they came, and which of these numbers may be shown. */
function weeksOf(
  answers: readonly Answer[],
  asked: readonly Asked[],
): Pick<SliceInput, 'active' | 'shownWeeks'> {
  const id: QuestionId = 'weekly-active-reps-by-team';
  const raw = asked.find((each) => each.id === id);
  const active = new Map<string, Map<string, number>>();
  for (const row of raw !== undefined && 'rows' in raw ? raw.rows : []) {
    const week = textAt(row, 0).slice(0, 10);
    active.set(week, (active.get(week) ?? new Map()).set(textAt(row, 1), countAt(row, 2)));
  }
  const shown = answers.find((each) => each.id === id)?.rows ?? [];
  return { active, shownWeeks: new Set(shown.map((row) => `${textAt(row, 0)} ${textAt(row, 1)}`)) };
}

/** A question that failed, also by team and span, has no slices: numbers of two moments do not stand side by side. */
function slicesOf(input: SnapshotInput, answers: readonly Answer[]): Pick<Snapshot, 'slices'> {
  const { askedSplit, facts, today } = input;
  if (askedSplit === undefined) return {};
  const known: SliceInput = { facts, today, ...weeksOf(answers, input.asked) };
  const slices = questions.flatMap((question) => {
    const asked = askedSplit.find(({ id }) => id === question.id);
    const isReady = answers.some(({ id, state }) => id === question.id && state === 'ready');
    if (question.split === undefined || asked === undefined || 'problem' in asked || !isReady) return [];
    return buildSlices(question, question.split, asked.rows, known);
  });
  return { slices };
}

/** Answers and slices without the rows from which, beside the others, a small group could be worked out. */
function withholdTogether(
  answers: readonly Answer[],
  slices: readonly Slice[] | undefined,
  { facts, today }: SnapshotInput,
): Pick<Snapshot, 'answers' | 'slices'> {
  const tables = [
    ...answers.map((answer): TableOfRows => {
      const from = questions.find(({ id }) => id === answer.id)?.values(today)['from'];
      const isOfWeeks = answer.columns.some(({ name }) => name === 'week');
      const days = isOfWeeks || from === undefined ? undefined : daysBetween(String(from), today) + 1;
      return { ...answer, question: answer.id, team: ALL_TEAMS, days, isSlice: false };
    }),
    ...(slices ?? []).map((slice): TableOfRows => {
      const columns = answers.find(({ id }) => id === slice.question)?.columns ?? [];
      return { ...slice, columns, days: slice.days, isSlice: true };
    }),
  ];
  const rows = withholdNestedGroups(tables, { facts, today, spans: SPAN_DAYS });
  const withheldAt = (place: number) => (tables[place]?.rows.length ?? 0) - (rows[place]?.length ?? 0);
  return {
    answers: answers.map((answer, place) => {
      const question = questions.find(({ id }) => id === answer.id);
      const withheld = answer.withheld + withheldAt(place);
      if (question === undefined || withheld === answer.withheld) return answer;
      return { ...answer, rows: rows[place] ?? [], withheld, withheldNote: noteOf(question, withheld) };
    }),
    ...(slices && {
      slices: slices.map((slice, index) => {
        const place = answers.length + index;
        return { ...slice, rows: rows[place] ?? [], withheld: slice.withheld + withheldAt(place) };
      }),
    }),
  };
}

/** Answers to all questions. The minimum group is enforced here: a snapshot with a smaller one cannot be made. */
export function buildSnapshot(input: SnapshotInput): Snapshot {
  const answers = questions.map((question) => answerQuestion(question, input));
  const { slices } = slicesOf(input, answers);
  return {
    madeAt: input.madeAt,
    today: input.today,
    source: input.source,
    events: Object.values(input.eventCounts).reduce((sum, count) => sum + count, 0),
    ...withholdTogether(answers, slices, input),
    ...missedBySpan(input),
  };
}

/** What is shown when no source could be asked: every answer is unknown. */
export function emptySnapshot(today: Day): Snapshot {
  return {
    madeAt: `${today}T00:00:00.000Z`,
    today,
    source: 'none',
    events: 0,
    answers: questions.map((question) => unanswered(question, 'no-data')),
  };
}
