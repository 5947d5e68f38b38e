import type { Day } from '../../library/dates.ts';
import type { Finding } from '../../library/finding.ts';
import type { RankReport } from './rank-report.ts';

/**
 * All findings, and what became of the places that questions find, for another program:
 * `{ today, files, findings: [{ path, line, severity, rule, message, hint }], questions, base, ranks, unasked }`,
 * the last four as in `RankReport`.
 */
export function renderFindingsJson(
  findings: readonly Finding[],
  fileCount: number,
  today: Day,
  report: RankReport,
): string {
  const plain = findings.map(({ path, line, severity, rule, message, hint }) => ({
    path,
    line,
    severity,
    rule,
    message,
    hint,
  }));
  return JSON.stringify({ today, files: fileCount, findings: plain, ...report }, null, 2);
}
