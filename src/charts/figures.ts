import type { DrawnQuestionId, QuestionId } from '../usage/questions/questions.ts';
import { answerTimePanels } from './answer-time-panels.ts';
import { changeBars } from './change-bars.ts';
import { coverageBars } from './coverage-bars.ts';
import type { Figure } from './figure.ts';
import { firstUseBars } from './first-use-bars.ts';
import { funnelPanels } from './funnel-panels.ts';
import { neverUsedList } from './never-used-list.ts';
import { assetBars } from './asset-bars.ts';
import { objectionBars } from './objection-bars.ts';
import { productPanels } from './product-panels.ts';
import { returnBars } from './return-bars.ts';
import { emptySearchBars, requestBars, topSearchBars } from './search-bars.ts';
import { teamPanels } from './team-panels.ts';

/** The figure of each question that is drawn. */
const figures: Readonly<Record<DrawnQuestionId, Figure>> = {
  'use-per-asset': assetBars,
  'weekly-active-reps-by-team': teamPanels,
  'weekly-active-reps-by-product': productPanels,
  retention: returnBars,
  'coverage-of-eligible-reps': coverageBars,
  'time-to-first-use': firstUseBars,
  'before-and-after-revision': changeBars,
  'never-used': neverUsedList,
  'top-searches': topSearchBars,
  'empty-searches': emptySearchBars,
  requested: requestBars,
  'objections-heard': objectionBars,
  'search-to-open': funnelPanels,
  'time-to-answer': answerTimePanels,
};

/** How a question is drawn; undefined for one that is shown as its table alone. */
export function figureOf(question: QuestionId): Figure | undefined {
  return (figures as Readonly<Record<string, Figure>>)[question];
}
