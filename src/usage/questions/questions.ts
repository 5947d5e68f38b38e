import { coverageOfEligibleReps } from './coverage-of-eligible-reps.ts';
import { emptySearches } from './empty-searches.ts';
import { neverUsed } from './never-used.ts';
import type { Question } from './question.ts';
import { timeToFirstUse } from './time-to-first-use.ts';
import { topSearches } from './top-searches.ts';
import { usePerAsset } from './use-per-asset.ts';
import { weeklyActiveRepsByTeam } from './weekly-active-reps-by-team.ts';

/** All adoption questions, in the order in which they are read. */
export const questions: readonly Question[] = [
  usePerAsset,
  weeklyActiveRepsByTeam,
  coverageOfEligibleReps,
  timeToFirstUse,
  neverUsed,
  topSearches,
  emptySearches,
];
