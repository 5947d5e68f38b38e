import { renderList } from '../../library/render-list.ts';
import { renderDay } from '../../library/dates.ts';
import type { ChangeReport } from './report.ts';
import { codeComment, escapeComment } from '../comment-escape.ts';
import { buildEffectParts } from './comment-effects.ts';
import { fitParts, type CommentPart } from './comment-lists.ts';
import { renderCount } from '../count.ts';
import type { PullRequest } from './pull-request-event.ts';
import { editLineUrl, type CommentPlace } from './pull-request-links.ts';

/** First line of the comment, by which it is found again. Nobody sees it. */
export const COMMENT_MARKER = '<!-- collateral-check:v1 -->';

/** GitHub takes 65,536 letters; some are left for whatever it counts otherwise. */
const COMMENT_LETTERS = 64_000;

/** Errors and warnings of a report, those beyond its list included. */
export function countFindings({ findings, findingsLeft }: ChangeReport): {
  errors: number;
  warnings: number;
} {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    errors: errors + findingsLeft.errors,
    warnings: findings.length - errors + findingsLeft.warnings,
  };
}

/** The outcome in a few words: `2 things to mend, 1 to look at`. */
export function renderConclusion(report: ChangeReport): string {
  const { errors, warnings } = countFindings(report);
  if (errors + warnings === 0) return 'Nothing to mend';
  const mend = errors === 0 ? [] : [`${renderCount(errors, 'thing')} to mend`];
  const look =
    warnings === 0
      ? []
      : [errors === 0 ? `${renderCount(warnings, 'thing')} to look at` : `${String(warnings)} to look at`];
  return [...mend, ...look].join(', ');
}

/** Whether there is anything to tell: a change of code alone needs no comment. */
export function hasSomethingToSay(report: ChangeReport): boolean {
  const { errors, warnings } = countFindings(report);
  return errors + warnings + report.touched.length + report.ranks.length + report.unasked.length > 0;
}

/** The one comment on a pull request, in words that need no other explanation. The first line is the marker. */
export function renderComment(report: ChangeReport, place: CommentPlace): string {
  return `${COMMENT_MARKER}\n${renderFeedback(report, place, COMMENT_LETTERS - COMMENT_MARKER.length)}`;
}

/** The same without the marker, for the page of the run, within so many UTF-16 units. */
export function renderFeedback(report: ChangeReport, place: CommentPlace, maxUnits: number): string {
  const { errors } = countFindings(report);
  const look =
    place.preview === undefined ? [] : [`**[Look at the pages as they will be](${place.preview})**`, ''];
  const head = [`## ${renderConclusion(report)}`, '', renderWhat(report), '', ...look].join('\n');
  const foot = `\n<sub>${[
    ...(errors === 0
      ? []
      : ['Each “mend it” opens the editor at the line. Save there, and the check reads your change again.']),
    ...(report.elsewhere === 0
      ? []
      : [
          `${renderCount(report.elsewhere, 'older finding')} in pages that this change leaves alone: <code>npm run check</code> lists them.`,
        ]),
    `Words and dates judged on ${renderDay(report.today)}.`,
  ].join(' ')}</sub>`;
  const parts = [
    ...buildMissingParts(report),
    ...buildFindingParts(report, place.pull),
    ...buildEffectParts(report, place),
  ];
  return `${head}${fitParts(parts, maxUnits - head.length - foot.length)}\n${foot}`;
}

/** One sentence about the size of the change. */
function renderWhat({ touched, touchedLeft, base }: ChangeReport): string {
  const many = (did: string) => touched.filter((file) => file.did === did).length;
  const parts = (
    [
      ['added', 'adds'],
      ['changed', 'changes'],
      ['removed', 'takes out'],
    ] as const
  ).flatMap(([did, verb]) => (many(did) === 0 ? [] : [`${verb} ${renderCount(many(did), 'file')}`]));
  if (base === null)
    return 'There is no published branch to compare with, so everything in the content folder was read.';
  if (parts.length === 0) return 'This change leaves the content as it is.';
  return `This change ${renderList(parts)}${touchedLeft === 0 ? '' : `, and touches ${String(touchedLeft)} more`}.`;
}

/** The worst that a slip of the pen can do, so it stands first. */
function buildMissingParts({ missing, missingLeft }: ChangeReport): CommentPart[] {
  if (missing.length === 0) return [];
  return [
    {
      heading: 'These pages will be missing',
      intro: ['What is wrong in these files keeps the hub from making a page of them.', ''],
      items: missing.map((path) => `- ${codeComment(path)}`),
      one: 'page',
      left: missingLeft,
    },
  ];
}

function buildFindingParts(report: ChangeReport, pull: PullRequest): CommentPart[] {
  const part = (severity: 'error' | 'warning', heading: string, left: number): CommentPart[] => {
    const items = report.findings
      .filter((finding) => finding.severity === severity)
      .map((finding) => renderItem(finding, pull));
    return items.length + left === 0 ? [] : [{ heading, intro: [], items, one: 'finding', left }];
  };
  return [
    ...part('error', 'To mend before this is published', report.findingsLeft.errors),
    ...part('warning', 'To look at', report.findingsLeft.warnings),
  ];
}

function renderItem(
  { path, line, message, hint }: ChangeReport['findings'][number],
  pull: PullRequest,
): string {
  const url = editLineUrl(pull, path, line);
  const where = `${codeComment(path)}, line ${String(line)}`;
  const mend = url === undefined ? '' : ` – [mend it](${url})`;
  return `- ${where}${mend}<br>${escapeComment(message)} **${escapeComment(hint)}**`;
}
