import type { Day } from '../library/dates.ts';
import type { Snapshot } from '../usage/snapshot.ts';
import type { Content } from './check-content.ts';
import { buildReviews } from './review-issues.ts';
import { buildMissed } from './review-missed.ts';
import { buildNotes } from './review-notes.ts';
import { planIssues, type IssueAction, type KeptIssue } from './review-plan.ts';

/** New issues of one run, so that the first night floods nobody; the most pressing come first. */
export const NEW_AT_ONCE = 30;

/** What a run has to do about issues. */
export interface IssuesPlan {
  actions: IssueAction[];
  /** New ones that wait for a later run. */
  waiting: number;
}

/** Late reviews, missed searches and usage notes, compared with the issues that there are. */
export function planRun(
  content: Content,
  snapshot: Snapshot | undefined,
  today: Day,
  issues: readonly KeptIssue[],
): IssuesPlan {
  const { library } = content;
  const families = [
    buildReviews(library, today),
    buildMissed(content, snapshot, today),
    buildNotes(library, snapshot, today),
  ];
  const planned = families.flatMap((family) => planIssues(family, issues));
  const later = new Set(planned.filter(({ does }) => does === 'make').slice(NEW_AT_ONCE));
  return { actions: planned.filter((action) => !later.has(action)), waiting: later.size };
}
