import type { QuestionId } from '../usage/snapshot/snapshot.ts';

/** How one part of a filter works on a question: it picks rows, takes rows that were counted so, or cannot: a sentence. */
export interface Reach {
  product: 'asset' | 'product' | 'transposed' | { why: string };
  team: 'slice' | 'team' | { why: string };
  days: 'slice' | 'week' | 'published' | 'changed' | { why: string };
}

const NO_PRODUCT = { why: 'A search is about no product, so all are shown.' };
const ALL_OF_TEAMS = { why: 'Counted over all teams.' };

/** What a filter can do to each question. */
export const REACH: Readonly<Record<QuestionId, Reach>> = {
  'use-per-asset': { product: 'asset', team: 'slice', days: 'slice' },
  'weekly-active-reps-by-team': { product: 'transposed', team: 'team', days: 'week' },
  'weekly-active-reps-by-product': { product: 'product', team: 'slice', days: 'week' },
  retention: { product: { why: 'Counted over all products.' }, team: 'slice', days: 'week' },
  'coverage-of-eligible-reps': { product: 'product', team: 'slice', days: 'slice' },
  'time-to-first-use': { product: 'asset', team: ALL_OF_TEAMS, days: 'published' },
  'before-and-after-revision': { product: 'asset', team: ALL_OF_TEAMS, days: 'changed' },
  'never-used': { product: 'asset', team: ALL_OF_TEAMS, days: { why: 'Looks at the last 90 days.' } },
  'top-searches': { product: NO_PRODUCT, team: 'slice', days: 'slice' },
  'empty-searches': { product: NO_PRODUCT, team: 'slice', days: 'slice' },
  requested: { product: NO_PRODUCT, team: 'slice', days: 'slice' },
  'objections-heard': { product: 'asset', team: 'slice', days: 'slice' },
  'time-to-answer': { product: NO_PRODUCT, team: ALL_OF_TEAMS, days: 'week' },
  'search-to-open': { product: NO_PRODUCT, team: 'slice', days: 'week' },
};
