import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCodeowners } from '../../src/adapters/codeowners-file.ts';
import { readContent } from '../../src/adapters/content-folder.ts';
import { compareFindings, type Finding } from '../../src/library/finding.ts';
import { UserError } from '../../src/library/user-error.ts';
import { buildUnreadableReport } from '../../src/publishing/change/unreadable-report.ts';
import { checkContent, openSearch, type CheckedContent } from '../../src/publishing/check/check-content.ts';
import { checkCodeowners } from '../../src/publishing/review/codeowners.ts';

export const sitesFolder = resolve(import.meta.dirname, '../fixtures/sites');
/** The day on which sites are checked. */
export const today = '2026-11-22';

/** Names of the folders of `fixtures/sites`: each is a hub, and a test case. */
export const siteNames = readdirSync(sitesFolder, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name);

/** What `npm run check` says of a content folder; of one whose hub.yaml cannot be read, what a pull request is told. */
export async function checkFolder(content: string, base?: string): Promise<CheckedContent> {
  try {
    const read = await readContent(content);
    const before =
      base === undefined ? undefined : { name: 'main', content: openSearch(await readContent(base)) };
    const checked = await checkContent(openSearch(read), today, before);
    const owners = checkCodeowners(read.library, await readCodeowners(content));
    return { ...checked, findings: [...checked.findings, ...owners].sort(compareFindings) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { findings } = buildUnreadableReport(error, { today, folder: '', touched: [] });
    const ranks = { questions: 0, base: null, ranks: [], unasked: [] };
    return { findings: findings as Finding[], fileCount: 1, ranks, notRun: [] };
  }
}

/** What `npm run check` says of a site, compared with its `base/` where it has one. */
export function checkSite(name: string): Promise<CheckedContent> {
  const base = join(sitesFolder, name, 'base');
  return checkFolder(join(sitesFolder, name, 'content'), existsSync(base) ? base : undefined);
}
