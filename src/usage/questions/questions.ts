import { agentsMissed } from './agents-missed.ts';
import { carriedIntoCalls } from './carried-into-calls.ts';
import { coverageOfEligibleReps } from './coverage-of-eligible-reps.ts';
import { emptySearches } from './empty-searches.ts';
import { landedOnTheSentence } from './landed-on-the-sentence.ts';
import { neverUsed } from './never-used.ts';
import { objectionsHeard } from './objections-heard.ts';
import { productsByTeam } from './products-by-team.ts';
import type { Question } from './question.ts';
import { requested } from './requested.ts';
import { retention } from './retention.ts';
import { searchToOpen } from './search-to-open.ts';
import { slidesShown } from './slides-shown.ts';
import { timeToAnswer } from './time-to-answer.ts';
import { timeToFirstUse } from './time-to-first-use.ts';
import { topSearches } from './top-searches.ts';
import { trainingByTeam } from './training-by-team.ts';
import { uptakeByQuarterEnd } from './uptake-by-quarter-end.ts';
import { useOverTime } from './use-over-time.ts';
import { usePerAsset } from './use-per-asset.ts';
import { weeklyActiveRepsByProduct } from './weekly-active-reps-by-product.ts';
import { weeklyActiveRepsByTeam } from './weekly-active-reps-by-team.ts';
import { whoReadsWhosePages } from './who-reads-whose-pages.ts';

const all = [
  usePerAsset,
  weeklyActiveRepsByTeam,
  weeklyActiveRepsByProduct,
  carriedIntoCalls,
  productsByTeam,
  retention,
  coverageOfEligibleReps,
  timeToFirstUse,
  uptakeByQuarterEnd,
  useOverTime,
  neverUsed,
  topSearches,
  emptySearches,
  requested,
  agentsMissed,
  objectionsHeard,
  slidesShown,
  searchToOpen,
  landedOnTheSentence,
  timeToAnswer,
  whoReadsWhosePages,
  trainingByTeam,
] as const;

type Listed = (typeof all)[number];

export type QuestionId = Listed['id'];

/** Questions that a figure is drawn for. */
export type DrawnQuestionId = Extract<Listed, { chart: 'drawn' }>['id'];

/** One of the questions, whichever. */
export type AnyQuestion = Question<QuestionId>;

/** All adoption questions, in the order in which they are read. */
export const questions: readonly AnyQuestion[] = all;

const byId = new Map<string, AnyQuestion>(questions.map((question) => [question.id, question]));

/** The question of an id; undefined for one that this hub does not ask, as a snapshot of another version may hold. */
export function questionOf(id: string): AnyQuestion | undefined {
  return byId.get(id);
}
