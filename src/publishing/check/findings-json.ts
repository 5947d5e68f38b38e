import type { Day } from '../../library/dates.ts';
import type { ShownFinding } from '../../library/finding.ts';
import type { CheckedContent } from './check-content.ts';

/**
 * All findings, and what became of the places that questions find, for another program:
 * `{ today, files, findings: [{ path, line, severity, rule, message, hint }], notRun, questions, base, ranks, unasked }`,
 * `notRun` and the last four as in `CheckedContent`.
 */
export function renderFindingsJson(
  findings: readonly ShownFinding[],
  { fileCount, ranks, notRun }: Pick<CheckedContent, 'fileCount' | 'ranks' | 'notRun'>,
  today: Day,
): string {
  const plain = findings.map(({ path, line, severity, rule, message, hint }) => ({
    path,
    line,
    severity,
    rule,
    message,
    hint,
  }));
  return JSON.stringify({ today, files: fileCount, findings: plain, notRun, ...ranks }, null, 2);
}
