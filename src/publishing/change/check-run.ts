import type { ChangeReport } from './report.ts';
import { countFindings, renderFeedback, renderConclusion } from './comment.ts';
import { onOneLine } from '../check/findings-text.ts';
import type { CommentPlace } from './pull-request-links.ts';

/** One line of a file and what is said beside it, as GitHub's check runs take it. */
interface Annotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: 'failure' | 'warning';
  title: string;
  message: string;
}

/** A check run as GitHub shows it. */
export interface CheckRun {
  name: string;
  /** The commit it is about. */
  headSha: string;
  conclusion: 'success' | 'neutral' | 'failure';
  title: string;
  /** Markdown. */
  summary: string;
  annotations: Annotation[];
}

/** Unlike the names of all jobs: GitHub may show a check run below any workflow. */
export const CHECK_NAME = 'Words, links and search of the hub';
/** GitHub takes 65,535 letters. */
const SUMMARY_LETTERS = 60_000;

/** The report as a check run. Annotations are not Markdown, so nothing in them needs to be escaped. */
export function buildCheckRun(report: ChangeReport, place: CommentPlace): CheckRun {
  const { errors, warnings } = countFindings(report);
  return {
    name: CHECK_NAME,
    headSha: place.pull.headSha,
    conclusion: errors > 0 ? 'failure' : warnings > 0 ? 'neutral' : 'success',
    title: renderConclusion(report),
    summary: renderFeedback(report, place, SUMMARY_LETTERS),
    annotations: report.findings.map(({ path, line, severity, rule, message, hint }) => ({
      path,
      start_line: line,
      end_line: line,
      annotation_level: severity === 'error' ? 'failure' : 'warning',
      title: onOneLine(rule),
      message: onOneLine(`${message} ${hint}`),
    })),
  };
}
