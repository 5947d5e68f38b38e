import type { ShownFinding } from '../../library/finding.ts';
import type { CheckedContent } from './check-content.ts';
import { renderCount } from '../count.ts';

/**
 * A finding as one line for a terminal:
 * `content/answers/cost.md:5  error  The review date "soon" is not a date. Write it like 2027-01-31.  [review-date-invalid]`
 */
export function renderFindingText({ path, line, severity, rule, message, hint }: ShownFinding): string {
  return onOneLine(`${path}:${String(line)}  ${severity}  ${message} ${hint}`) + `  [${rule}]`;
}

/** The closing line of a check over `fileCount` files. */
export function renderSummary(findings: readonly ShownFinding[], fileCount: number): string {
  const files = renderCount(fileCount, 'file');
  if (findings.length === 0)
    return fileCount === 0 ? 'No assets yet, nothing to mend.' : `${files}, nothing to mend.`;
  const touched = new Set(findings.map((finding) => finding.path)).size;
  return `${renderCount(findings.length, 'finding')} in ${String(touched)} of ${files}.`;
}

/** What could not be looked at, and why; no line when everything was. */
export function renderNotRun({ notRun }: Pick<CheckedContent, 'notRun'>): string[] {
  return notRun.length === 0
    ? []
    : [`Not looked at, since there is no branch to compare with: ${notRun.join(', ')}.`];
}

/** What a file says is repeated in findings: control signs could move the cursor or forge another line. */
export function onOneLine(text: string): string {
  return text
    .replace(/[\n\r\t\v\f\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\uFFFD');
}
