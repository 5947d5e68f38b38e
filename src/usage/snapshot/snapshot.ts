import type { Day } from '../../library/dates.ts';
import type { AnswerColumn, Cell } from './answer.ts';
import { eventCatalogue } from '../events.ts';
import { withholdSmallGroups, type ShownRows } from '../privacy/minimum-group.ts';
import { estimateMissed, type Missed, type PageLoads } from './missed-views.ts';
import { withholdNestedGroups, type TableOfRows } from '../privacy/nested-groups.ts';
import type { CountContext } from '../privacy/shown-counts.ts';
import { countRows } from '../privacy/counted-rows.ts';
import { ALL_TEAMS } from '../questions/all-teams.ts';
import { answerColumns } from '../questions/columns.ts';
import { indexLibrary, type LibraryFacts, type LibraryIndex } from '../questions/library-facts.ts';
import type { Question } from '../questions/question.ts';
import { questionOf, questions, type AnyQuestion, type QuestionId } from '../questions/questions.ts';
import { rowsOf } from '../questions/rows-of.ts';
import { readSelected } from '../questions/selected.ts';
import { weeklyActiveRepsByTeam } from '../questions/weekly-active-reps-by-team.ts';
import { lastDays, type QuestionValues } from '../questions/window.ts';
import { buildSlices, type Slice, type SliceInput } from './slices.ts';
import { SPAN_DAYS, type SpanDays } from '../questions/span-days.ts';

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
export type QueryOutcome =
  { id: QuestionId; rows: readonly (readonly Cell[])[] } | { id: QuestionId; problem: string };

export interface SnapshotInput {
  /** ISO 8601. */
  madeAt: string;
  today: Day;
  source: 'embedded' | 'posthog';
  /** How many events of each name the source holds. */
  eventCounts: Readonly<Record<string, number>>;
  outcomes: readonly QueryOutcome[];
  /** What came back for the same questions by team and span; undefined where that was not asked. */
  splitOutcomes?: readonly QueryOutcome[] | undefined;
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

function unanswered(question: AnyQuestion, state: 'no-data' | 'failed'): Answer {
  const { id, title, asks, hogql, row } = question;
  const columns = answerColumns(row);
  return { id, title, asks, hogql, state, columns, rows: [], withheld: 0, withheldNote: '' };
}

function noteOf({ withheldNote }: AnyQuestion, withheld: number): string {
  if (withheld === 0) return '';
  return `${String(withheld)} ${withheld === 1 ? withheldNote.one : withheldNote.many}`;
}

/** What came back for a question → its rows without what is about fewer than five people. */
export function answerRows(
  question: Question,
  rows: readonly (readonly Cell[])[],
  library: LibraryIndex,
  today: Day,
): ShownRows {
  const counted = question.answer(readSelected(question.selects, rows), library, today);
  return withholdSmallGroups(countRows(question, counted));
}

function answerQuestion(question: AnyQuestion, input: SnapshotInput, library: LibraryIndex): Answer {
  const outcome = input.outcomes.find(({ id }) => id === question.id);
  if (outcome === undefined)
    return { ...unanswered(question, 'failed'), problem: 'The question was not asked.' };
  if ('problem' in outcome) return { ...unanswered(question, 'failed'), problem: outcome.problem };
  const known = question.needs.some((name) => (input.eventCounts[name] ?? 0) > 0);
  if (!known) return unanswered(question, 'no-data');
  const { rows, withheld } = answerRows(question, outcome.rows, library, input.today);
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
  outcomes: readonly QueryOutcome[],
): Pick<SliceInput, 'active' | 'shownWeeks'> {
  const { id, selects } = weeklyActiveRepsByTeam;
  const came = outcomes.find((each) => each.id === id);
  const active = new Map<string, Map<string, number>>();
  for (const { week, team, reps } of readSelected(selects, came && 'rows' in came ? came.rows : []))
    active.set(week, (active.get(week) ?? new Map()).set(team, reps));
  const answer = answers.find((each) => each.id === id);
  const shown = answer === undefined ? [] : rowsOf(weeklyActiveRepsByTeam, answer);
  return { active, shownWeeks: new Set(shown.map(({ week, team }) => `${week} ${team}`)) };
}

/** A question that failed, also by team and span, has no slices: numbers of two moments do not stand side by side. */
function slicesOf(
  input: SnapshotInput,
  answers: readonly Answer[],
  library: LibraryIndex,
): Pick<Snapshot, 'slices'> {
  const { splitOutcomes, today } = input;
  if (splitOutcomes === undefined) return {};
  const known: SliceInput = { library, today, ...weeksOf(answers, input.outcomes) };
  const slices = questions.flatMap((question) => {
    const outcome = splitOutcomes.find(({ id }) => id === question.id);
    const isReady = answers.some(({ id, state }) => id === question.id && state === 'ready');
    if (question.split === undefined || outcome === undefined || 'problem' in outcome || !isReady) return [];
    return buildSlices(question, question.split, outcome.rows, known);
  });
  return { slices };
}

/** Answers and slices without the rows from which, beside the others, a small group could be worked out. */
function withholdTogether(
  answers: readonly Answer[],
  slices: readonly Slice[] | undefined,
  context: CountContext,
): Pick<Snapshot, 'answers' | 'slices'> {
  const tables = [
    ...answers.flatMap((answer): (TableOfRows & { id: QuestionId })[] => {
      const question = questionOf(answer.id);
      if (question === undefined) return [];
      const days = 'days' in question.span ? question.span.days : undefined;
      return [{ ...answer, question, team: ALL_TEAMS, days, isSlice: false }];
    }),
    ...(slices ?? []).flatMap((slice): TableOfRows[] => {
      const question = questionOf(slice.question);
      if (question === undefined) return [];
      return [{ ...slice, question, columns: answerColumns(question.row), days: slice.days, isSlice: true }];
    }),
  ];
  const rows = withholdNestedGroups(tables, context);
  const withheldAt = (place: number) => (tables[place]?.rows.length ?? 0) - (rows[place]?.length ?? 0);
  return {
    answers: answers.map((answer, place) => {
      const question = questionOf(answer.id);
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
  const library = indexLibrary(input.facts);
  const answers = questions.map((question) => answerQuestion(question, input, library));
  const { slices } = slicesOf(input, answers, library);
  return {
    madeAt: input.madeAt,
    today: input.today,
    source: input.source,
    events: Object.values(input.eventCounts).reduce((sum, count) => sum + count, 0),
    ...withholdTogether(answers, slices, { library, today: input.today }),
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
