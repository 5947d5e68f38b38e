import { readMergedChange } from '../src/adapters/git/change.ts';
import { openPosthog } from '../src/adapters/posthog/api.ts';
import { queryPosthog } from '../src/adapters/posthog/query.ts';
import { readPosthogSettings } from '../src/adapters/posthog/settings.ts';
import { queryVerdict } from '../src/collector/query-verdict.ts';
import { withEmbeddedStore } from '../src/collector/embedded-query.ts';
import type { Day } from '../src/library/dates.ts';
import { UserError } from '../src/library/user-error.ts';
import { changedAssets } from '../src/usage/verdict/verdict-change.ts';
import type { ChangeVerdict } from '../src/usage/verdict/verdict.ts';

const UNTOUCHED = 'Nothing was written.';

/** The verdict on a merged pull request, from PostHog or the embedded store. Throws a UserError where it cannot be asked. */
export async function judge(
  folder: string,
  { pullRequest, published, today }: { pullRequest: number; published: string; today: Day },
): Promise<ChangeVerdict> {
  const { merge, before, after, now } = await readMergedChange(folder, {
    pullRequest,
    published,
    env: process.env,
  });
  const change = {
    pullRequest,
    merge,
    changed: changedAssets(before, after, now),
    eligibleReps: after.hub.teams.reduce((sum, { reps }) => sum + reps, 0),
  };
  const settings = readPosthogSettings(process.env);
  const posthog = settings && openPosthog(settings);
  const asking =
    posthog === undefined
      ? withEmbeddedStore(process.env, Date.now, (runQuery) => queryVerdict(runQuery, change, today))
      : queryVerdict((hogql, values) => queryPosthog(posthog, hogql, values), change, today);
  const verdict = await asking.catch((error: unknown) => {
    throw error instanceof UserError ? new UserError(error.message, `${error.hint} ${UNTOUCHED}`) : error;
  });
  if (verdict !== undefined) return verdict;
  throw new UserError(
    'There is no use to judge by: no PostHog is set, and the embedded store holds nothing yet.',
    `Set POSTHOG_HOST, POSTHOG_PROJECT_ID and POSTHOG_PERSONAL_API_KEY, or HUB_DATA to where the hub keeps its events. ${UNTOUCHED}`,
  );
}
