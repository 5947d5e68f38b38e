import type { DrawnQuestionId, QuestionId } from '../usage/questions/questions.ts';
import { answerTimePanels } from './answer-time-panels.ts';
import { changeBars } from './change-bars.ts';
import { coverageBars } from './coverage-bars.ts';
import type { Figure } from './figure.ts';
import { firstUseBars } from './first-use-bars.ts';
import { funnelPanels } from './funnel-panels.ts';
import { landingPanel } from './landing-panel.ts';
import { neverUsedList } from './never-used-list.ts';
import { assetBars } from './asset-bars.ts';
import { objectionBars } from './objection-bars.ts';
import { reciprocityMap } from './reciprocity-map.ts';
import { productPanels } from './product-panels.ts';
import { carriedGrid, productTeamGrid } from './product-team-grid.ts';
import { quarterEndBars } from './quarter-end-bars.ts';
import { returnBars } from './return-bars.ts';
import { agentsMissedBars, emptySearchBars, requestBars, topSearchBars } from './search-bars.ts';
import { slideBars } from './slide-bars.ts';
import { teamPanels } from './team-panels.ts';
import { trainingBars } from './training-bars.ts';

/** The figure of each question that is drawn. */
const figures: Readonly<Record<DrawnQuestionId, Figure>> = {
  'use-per-asset': assetBars,
  'weekly-active-reps-by-team': teamPanels,
  'weekly-active-reps-by-product': productPanels,
  'carried-into-calls': carriedGrid,
  'products-by-team': productTeamGrid,
  retention: returnBars,
  'coverage-of-eligible-reps': coverageBars,
  'time-to-first-use': firstUseBars,
  'uptake-by-quarter-end': quarterEndBars,
  'use-over-time': changeBars,
  'never-used': neverUsedList,
  'top-searches': topSearchBars,
  'empty-searches': emptySearchBars,
  requested: requestBars,
  'agents-missed': agentsMissedBars,
  'objections-heard': objectionBars,
  'slides-shown': slideBars,
  'search-to-open': funnelPanels,
  'landed-on-the-sentence': landingPanel,
  'time-to-answer': answerTimePanels,
  'who-reads-whose-pages': reciprocityMap,
  'training-by-team': trainingBars,
};

/** How a question is drawn; undefined for one that is shown as its table alone. */
export function figureOf(question: QuestionId): Figure | undefined {
  return (figures as Readonly<Record<string, Figure>>)[question];
}
