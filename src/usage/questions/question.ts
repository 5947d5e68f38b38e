import type { Day } from '../../library/dates.ts';
import type { AnswerColumn, Cell } from '../answer.ts';
import type { EventName } from '../events.ts';
import type { CountedRow } from '../minimum-group.ts';

export type QuestionId =
  | 'use-per-asset'
  | 'weekly-active-reps-by-team'
  | 'weekly-active-reps-by-product'
  | 'retention'
  | 'coverage-of-eligible-reps'
  | 'time-to-first-use'
  | 'before-and-after-revision'
  | 'never-used'
  | 'top-searches'
  | 'empty-searches'
  | 'search-to-open';

/** What the answers need to know of the library: plain facts, so that they can be computed anywhere. */
export interface LibraryFacts {
  assets: readonly AssetFact[];
  teams: readonly { id: string; name: string; reps: number }[];
  products: readonly { id: string; name: string }[];
}

export interface AssetFact {
  id: string;
  title: string;
  kind: string;
  products: readonly string[];
  /** Undefined where nobody knows. */
  publishedOn?: Day | undefined;
}

/** Values for the placeholders of a question, the same for the same day, so that a snapshot can be made again. */
export interface QuestionValues {
  [name: string]: string | number;
}

/** One adoption question: its words, its text in HogQL, and how rows become an answer. */
export interface Question {
  id: QuestionId;
  title: string;
  /** The question in words, for somebody who reads charts once a week. */
  asks: string;
  /** Runs unchanged on the embedded store and on PostHog. */
  hogql: string;
  columns: readonly AnswerColumn[];
  /** How the answer is best drawn. */
  chart: 'bars' | 'lines' | 'shares' | 'table';
  /** Without any of these events there is nothing to say, which is not the same as zero. */
  needs: readonly EventName[];
  /** What is left out and why, after a number; `one` for a single one. */
  withheldNote: { one: string; many: string };
  values: (today: Day) => QuestionValues;
  /** Raw rows, in the order of the HogQL's columns → rows with the number of people behind each. */
  answer: (rows: readonly (readonly Cell[])[], facts: LibraryFacts, today: Day) => CountedRow[];
}
