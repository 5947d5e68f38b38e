import type { Day } from '../../library/dates.ts';
import type { AnswerColumn, Cell } from '../snapshot/answer.ts';
import type { EventName } from '../events.ts';
import type { CountedRow } from '../privacy/minimum-group.ts';

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
  | 'requested'
  | 'objections-heard'
  | 'search-to-open'
  | 'time-to-answer';

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
  /** What customers say against us, in the words of a battlecard. */
  objections?: readonly string[];
}

/** Values for the placeholders of a question, the same for the same day, so that a snapshot can be made again. */
export interface QuestionValues {
  [name: string]: string | number;
}

/**
 * How a question is counted by team and, where it looks at the last days, by span. The text gives disjoint people: each
 * row is about a key (an asset, a week and a product, …), one team, one step, and the number of people whose innermost
 * step it is. Steps are nested: whoever is in step 1 is in step 2 too. For a span the steps are the days back of
 * `SPAN_DAYS`: 0 are those who did it in the last 30 days, 1 those who did it in the last 90 but not in the last 30.
 * A person is of the team that they named last.
 */
export interface Split {
  /** HogQL; its columns are those of the key, then `team`, `step`, `people`. */
  hogql: string;
  values: (today: string) => QuestionValues;
  /** How many columns the key has. */
  keys: number;
  /** What the steps are: those of a span; parts of which `some` may be shown without others; or parts that need `all`. */
  steps: 'span' | 'some' | 'all';
  /** The step that the question itself shows for all teams; of a span the place in `SPAN_DAYS`. */
  given: number;
  /** Which number of people a count is a part of, and which may be taken from it by a reader. */
  within: 'head-count' | 'active-in-week' | 'itself';
  /** Rows of the text → rows of key, team, step and people, where the text does not give these. */
  toSteps?: (rows: readonly (readonly Cell[])[], today: string) => Cell[][];
  /**
   * A row of the question. `at(step)` counts the people in a step with those inside it, null where that may not be shown;
   * of a span `at(0)` is the span that was chosen. `heads` is the head count of the team, or of all, 0 where nobody knows.
   */
  row: (
    key: readonly string[],
    at: (step: number) => number | null,
    facts: LibraryFacts,
    heads: number,
  ) => Cell[];
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
  /** How it is counted by team and span; undefined where it is not. */
  split?: Split;
  /** Raw rows, in the order of the HogQL's columns → rows with the number of people behind each. */
  answer: (rows: readonly (readonly Cell[])[], facts: LibraryFacts, today: Day) => CountedRow[];
}
