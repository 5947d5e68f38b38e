import type { Day } from '../library/dates.ts';
import type { AnswerColumn, Cell } from './answer.ts';
import { eventCatalogue, type EventName } from './events.ts';
import { withholdSmallGroups } from './minimum-group.ts';
import type { LibraryFacts, Question, QuestionId } from './questions/question.ts';
import { questions } from './questions/questions.ts';

export type { AnswerColumn, Cell } from './answer.ts';
export type { LibraryFacts, QuestionId } from './questions/question.ts';

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
}

/** All answers of one moment. May be shown to everybody: no number in it is about fewer than five people. */
export interface Snapshot {
  madeAt: string;
  today: string;
  source: 'embedded' | 'posthog' | 'none';
  /** Events of the catalogue that the source holds. */
  events: number;
  answers: Answer[];
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

function answerQuestion(question: Question, input: SnapshotInput): Answer {
  const asked = input.asked.find(({ id }) => id === question.id);
  if (asked === undefined)
    return { ...unanswered(question, 'failed'), problem: 'The question was not asked.' };
  if ('problem' in asked) return { ...unanswered(question, 'failed'), problem: asked.problem };
  const known = question.needs.some((name: EventName) => (input.eventCounts[name] ?? 0) > 0);
  if (!known) return unanswered(question, 'no-data');
  const { rows, withheld } = withholdSmallGroups(question.answer(asked.rows, input.facts, input.today));
  const note = withheld === 1 ? question.withheldNote.one : question.withheldNote.many;
  return {
    ...unanswered(question, 'no-data'),
    state: 'ready',
    rows,
    withheld,
    withheldNote: withheld === 0 ? '' : `${String(withheld)} ${note}`,
  };
}

/** Answers to all questions. The minimum group is enforced here: a snapshot with a smaller one cannot be made. */
export function buildSnapshot(input: SnapshotInput): Snapshot {
  return {
    madeAt: input.madeAt,
    today: input.today,
    source: input.source,
    events: Object.values(input.eventCounts).reduce((sum, count) => sum + count, 0),
    answers: questions.map((question) => answerQuestion(question, input)),
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
