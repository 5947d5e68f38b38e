import { daysBetween, type Day } from '../../library/dates.ts';
import { pullRequestOf, type Merge } from '../../usage/verdict/merge.ts';
import { HORIZONS } from '../../usage/questions/use-around-change.ts';
import { horizonsOver } from '../../usage/verdict/verdict-window.ts';
import type { ChangeVerdict } from '../../usage/verdict/verdict.ts';
import { renderVerdict } from './markdown.ts';

/** Nights that may fail before a verdict is left out: it is posted by any run of so many days after its day. */
const CATCH_UP_DAYS = 14;
/** How far back merges are looked for. */
export const MAX_MERGE_AGE_DAYS = Math.max(...HORIZONS) + CATCH_UP_DAYS;

/** First line of the comment, by which it is found again. */
export const VERDICT_MARKER = '<!-- asset-verdict:v1 -->';

/** Numbers of the merged pull requests whose 30 or 60 days are over since a short while, oldest first. */
export function findDueVerdicts(merges: readonly Merge[], today: Day): number[] {
  const due = merges.flatMap(({ mergedAt, subject }) => {
    const day = mergedAt.slice(0, 10);
    const number = pullRequestOf(subject);
    const ended = horizonsOver(day, today).map((days) => daysBetween(day, today) - days);
    return number !== undefined && ended.some((since) => since <= CATCH_UP_DAYS) ? [number] : [];
  });
  return [...new Set(due)];
}

/** The comment for a verdict; undefined where the change touched the meaning of no asset that is there. */
export function renderVerdictComment(verdict: ChangeVerdict): string | undefined {
  const isJudged = verdict.changed.some(({ did }) => did !== 'removed');
  return isJudged ? `${VERDICT_MARKER}\n${renderVerdict(verdict)}` : undefined;
}
