import type { Day } from '../../library/dates.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import type { Content } from '../../library/content.ts';
import { buildReviews } from './issues.ts';
import { buildMissed } from './missed.ts';
import { buildNotes } from './notes.ts';
import { planIssues, type IssueAction, type KeptIssue } from './plan.ts';

/** What a run has to do about late reviews, missed searches and usage notes, compared with the issues that there are. */
export function planRun(
  content: Content,
  snapshot: Snapshot | undefined,
  today: Day,
  issues: readonly KeptIssue[],
): IssueAction[] {
  const { library } = content;
  const families = [
    buildReviews(library, today),
    buildMissed(content, snapshot, today),
    buildNotes(library, snapshot, today),
  ];
  return families.flatMap((family) => planIssues(family, issues));
}
