import type { Day } from '../library/dates.ts';
import type { Finding } from '../library/finding.ts';

/** All findings for another program: `{ today, files, findings: [{ path, line, severity, rule, message, hint }] }`. */
export function renderFindingsJson(findings: readonly Finding[], fileCount: number, today: Day): string {
  const plain = findings.map(({ path, line, severity, rule, message, hint }) => ({
    path,
    line,
    severity,
    rule,
    message,
    hint,
  }));
  return JSON.stringify({ today, files: fileCount, findings: plain }, null, 2);
}
