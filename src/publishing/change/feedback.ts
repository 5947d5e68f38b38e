import type { UserError } from '../../library/user-error.ts';
import type { ChangeReport } from './report.ts';
import { buildCheckRun, type CheckRun } from './check-run.ts';
import { escapeComment } from '../comment-escape.ts';
import {
  COMMENT_MARKER,
  countFindings,
  renderFeedback,
  renderComment,
  hasSomethingToSay,
} from './comment.ts';
import { renderFindingGithub } from '../check/findings-github.ts';
import type { CommentPlace } from './pull-request-links.ts';

/** All that is written about a change. */
export interface Feedback {
  comment: { marker: string; body: string; mayCreate: boolean };
  check: CheckRun | undefined;
  /** For the page of the run. */
  summary: string;
  hasErrors: boolean;
}

/** The page of a run takes a mebibyte; this is far below, and far above any report that somebody reads. */
const SUMMARY_LETTERS = 250_000;
/** GitHub shows so many errors, and so many warnings, of one step. */
const SHOWN_BY_COMMANDS = 10;

export function buildFeedback(report: ChangeReport, place: CommentPlace): Feedback {
  return {
    comment: {
      marker: COMMENT_MARKER,
      body: renderComment(report, place),
      mayCreate: hasSomethingToSay(report),
    },
    check: buildCheckRun(report, place),
    summary: renderFeedback(report, place, SUMMARY_LETTERS),
    hasErrors: countFindings(report).errors > 0,
  };
}

/** The answer when nothing is known of the change: a fault of the check, and said to be one. */
export function buildStoppedFeedback({ message, hint }: UserError): Feedback {
  const summary = [
    '## The check could not run',
    '',
    `This says nothing about your words. ${escapeComment(message)} ${escapeComment(hint)}`,
    '',
    'Whoever looks after the hub finds more under “Checks”. Running it again is safe.',
  ].join('\n');
  return {
    comment: { marker: COMMENT_MARKER, body: `${COMMENT_MARKER}\n${summary}`, mayCreate: true },
    check: undefined,
    summary,
    hasErrors: true,
  };
}

/** Workflow commands in place of a check run: the first of each sort, because GitHub shows no more. */
export function renderFallback({ findings }: ChangeReport): string[] {
  return (['error', 'warning'] as const).flatMap((wanted) =>
    findings
      .filter(({ severity }) => severity === wanted)
      .slice(0, SHOWN_BY_COMMANDS)
      .map(renderFindingGithub),
  );
}
