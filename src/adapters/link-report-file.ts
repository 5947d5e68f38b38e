import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LinkReport } from '../publishing/links/link-issues.ts';
import { UserError } from '../library/user-error.ts';
import { dataFolder } from './data-folder.ts';
import { writeWholeFile } from './write-file.ts';

/** Where what was found out about addresses waits for the issues that are made of it. */
const reportPath = (env: Record<string, string | undefined>): string => join(dataFolder(env), 'links.json');

export async function writeLinkReport(
  env: Record<string, string | undefined>,
  report: LinkReport,
): Promise<void> {
  await writeWholeFile(reportPath(env), `${JSON.stringify(report, undefined, 1)}\n`);
}

/** Undefined where the addresses were never asked for. Rejects with a UserError for a file that holds something else. */
export async function readLinkReport(
  env: Record<string, string | undefined>,
): Promise<LinkReport | undefined> {
  const path = reportPath(env);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const report = JSON.parse(text) as LinkReport;
    if (typeof report.day === 'string' && Array.isArray(report.links)) return report;
  } catch {
    // Said below.
  }
  throw new UserError(
    `${path} is no report of addresses.`,
    'Run npm run check:links again, which writes it anew. Nothing was changed on GitHub.',
  );
}
