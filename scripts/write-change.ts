import { writeChangeReport } from '../src/adapters/change-report-file.ts';
import type { BaseOptions } from '../src/adapters/git/base.ts';
import { readTouched } from '../src/adapters/git/touched.ts';
import { readSnapshot, snapshotPath } from '../src/adapters/snapshot-file.ts';
import type { Day } from '../src/library/dates.ts';
import type { Finding } from '../src/library/finding.ts';
import type { Library } from '../src/library/library.ts';
import { UserError } from '../src/library/user-error.ts';
import { buildChangeReport } from '../src/publishing/change/build-report.ts';
import { checkContent, type Base, type SearchedContent } from '../src/publishing/check/check-content.ts';
import type { RankReport } from '../src/publishing/check/rank-report.ts';
import { checkCodeowners } from '../src/publishing/review/codeowners.ts';
import { buildUnreadableReport } from '../src/publishing/change/unreadable-report.ts';

/** What the check knows of a change. */
interface CheckedChange {
  library: Library;
  findings: readonly Finding[];
  fileCount: number;
  missing: readonly string[];
  ranks: RankReport;
  /** Text of CODEOWNERS. */
  owners: string | undefined;
  base: Base | undefined;
  today: Day;
  wantsAll: boolean;
}

/** Writes for an answer on a pull request what there is to say about the change since its base branch. */
export async function writeChange(
  into: string,
  folder: string,
  options: BaseOptions,
  change: CheckedChange,
): Promise<void> {
  const { library, findings, owners, today, base } = change;
  const content = base?.content;
  const before =
    content === undefined
      ? { library, findings }
      : { library: content.library, findings: await checkBase(content, owners, today) };
  const { files: touched, folder: place = '' } = await readTouched(folder, options);
  const report = buildChangeReport({
    ...change,
    touched,
    folder: place,
    base: base && { library: before.library, findings: before.findings },
    snapshot: await readSnapshot(snapshotPath(process.env)),
  });
  await writeChangeReport(into, report);
}

/** What was to be said of the base branch already; of its pages as of now, also with the owners that are written down. */
async function checkBase(
  content: SearchedContent,
  owners: string | undefined,
  today: Day,
): Promise<Finding[]> {
  const { findings } = await checkContent(content, today);
  return [...findings, ...checkCodeowners(content.library, owners)];
}

/** The same when the check cannot go on, because nothing can be read without `hub.yaml`. */
export async function writeUnreadable(
  into: string,
  folder: string,
  options: BaseOptions,
  { error, today }: { error: unknown; today: Day },
): Promise<void> {
  if (!(error instanceof UserError)) return;
  const { files: touched = [], folder: place = '' } = await readTouched(folder, options);
  await writeChangeReport(into, buildUnreadableReport(error, { today, folder: place, touched }));
}
