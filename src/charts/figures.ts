import { coverageBars } from './coverage-bars.ts';
import type { Figure } from './figure.ts';
import { firstUseBars } from './first-use-bars.ts';
import { neverUsedList } from './never-used-list.ts';
import { assetBars } from './asset-bars.ts';
import { emptySearches, topSearches } from './search-bars.ts';
import { teamPanels } from './team-panels.ts';

const figures: Readonly<Record<string, Figure>> = {
  'use-per-asset': assetBars,
  'weekly-active-reps-by-team': teamPanels,
  'coverage-of-eligible-reps': coverageBars,
  'time-to-first-use': firstUseBars,
  'never-used': neverUsedList,
  'top-searches': topSearches,
  'empty-searches': emptySearches,
};

/** How a question is drawn; undefined for one that is shown as its table alone. */
export function figureOf(question: string): Figure | undefined {
  return figures[question];
}
