import type { Day } from '../../library/dates.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import type { Content } from '../../library/content.ts';
import { buildLinkIssues, type LinkReport } from '../links/link-issues.ts';
import { buildReviewIssues } from './issues.ts';
import { buildMissedSearchIssues } from './missed.ts';
import { buildUsageNoteIssues } from './notes.ts';
import { buildSubscriptionIssues } from './subscriptions.ts';
import { planIssues, type IssueAction, type ManagedIssue } from './plan.ts';

/** What a run has to do about late reviews, broken links, missed searches, usage notes and what people follow, compared with the issues that there are. */
export function planReviewIssues(
  content: Content,
  snapshot: Snapshot | undefined,
  today: Day,
  issues: readonly ManagedIssue[],
  links?: LinkReport,
): IssueAction[] {
  const { library } = content;
  const families = [
    buildReviewIssues(library, today),
    buildLinkIssues(library, links, today),
    buildMissedSearchIssues(content, snapshot, today),
    buildUsageNoteIssues(library, snapshot, today),
    ...buildSubscriptionIssues(content, snapshot, today),
  ];
  return families.flatMap((family) => planIssues(family, issues));
}
