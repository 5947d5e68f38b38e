import { readMergedChange } from '../src/adapters/git/change.ts';
import { readSnapshot, snapshotPath } from '../src/adapters/snapshot-file.ts';
import type { Hub } from '../src/library/hub.ts';
import { UserError } from '../src/library/user-error.ts';
import { changedAssets } from '../src/usage/verdict/verdict-change.ts';
import { buildVerdict, type ChangeVerdict } from '../src/usage/verdict/verdict.ts';

/** The verdict on a merged pull request, by the numbers that everybody may read. Throws a UserError where there are none. */
export async function judge(
  folder: string,
  { pullRequest, company }: { pullRequest: number; company: Hub['company'] },
): Promise<ChangeVerdict> {
  const { merge, before, after, now } = await readMergedChange(folder, {
    pullRequest,
    published: company.branch,
    zone: company.time_zone,
    env: process.env,
  });
  const path = snapshotPath(process.env);
  const snapshot = await readSnapshot(path);
  const changed = changedAssets(before, after, now);
  const verdict = snapshot && buildVerdict({ pullRequest, merge, changed }, snapshot);
  if (verdict !== undefined) return verdict;
  throw new UserError(
    `There is no use to judge by: ${snapshot === undefined ? `no numbers lie in ${path}` : `the numbers in ${path} hold no whole four weeks yet`}.`,
    'Run npm run adoption, or fetch /adoption/snapshot.json of the hub to that place. Nothing was written.',
  );
}
