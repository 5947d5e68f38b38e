import type { Day } from '../../library/dates.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import type { Content } from '../../library/content.ts';
import { buildReviewIssues } from './issues.ts';
import { buildMissedSearchIssues } from './missed.ts';
import { buildUsageNoteIssues } from './notes.ts';
import { planIssues, type IssueAction, type ManagedIssue } from './plan.ts';

/** What a run has to do about late reviews, missed searches and usage notes, compared with the issues that there are. */
export function planReviewIssues(
  content: Content,
  snapshot: Snapshot | undefined,
  today: Day,
  issues: readonly ManagedIssue[],
): IssueAction[] {
  const { library } = content;
  const families = [
    buildReviewIssues(library, today),
    buildMissedSearchIssues(content, snapshot, today),
    buildUsageNoteIssues(library, snapshot, today),
  ];
  return families.flatMap((family) => planIssues(family, issues));
}
