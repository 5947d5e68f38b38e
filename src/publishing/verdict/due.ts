import { daysBetween, type Day } from '../../library/dates.ts';
import { pullRequestOf, type Merge } from '../../usage/verdict/merge.ts';
import { judgedBy, MAX_DAYS_TO_JUDGE } from '../../usage/verdict/verdict-window.ts';
import type { ChangeVerdict } from '../../usage/verdict/verdict.ts';
import { renderVerdict } from './markdown.ts';

/** Nights that may fail before a verdict is left out: it is posted by any run of so many days after its day. */
const CATCH_UP_DAYS = 14;
/** How far back merges are looked for. */
export const MAX_MERGE_AGE_DAYS = MAX_DAYS_TO_JUDGE + CATCH_UP_DAYS;

/** First line of the comment, by which it is found again. */
export const VERDICT_MARKER = '<!-- asset-verdict:v1 -->';

/** Numbers of the merged pull requests whose four or eight weeks were counted a short while ago, oldest first. */
export function findDueVerdicts(merges: readonly Merge[], today: Day): number[] {
  const due = merges.flatMap(({ mergedOn, subject }) => {
    const number = pullRequestOf(subject);
    const isDue = judgedBy(mergedOn, today).some((from) => daysBetween(from, today) <= CATCH_UP_DAYS);
    return number !== undefined && isDue ? [number] : [];
  });
  return [...new Set(due)];
}

/** The comment for a verdict; undefined where the change touched the meaning of no asset that is there. */
export function renderVerdictComment(verdict: ChangeVerdict): string | undefined {
  const isJudged = verdict.changed.some(({ did }) => did !== 'removed');
  return isJudged ? `${VERDICT_MARKER}\n${renderVerdict(verdict)}` : undefined;
}
