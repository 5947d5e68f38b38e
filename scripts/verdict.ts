/** npm run verdict -- --pr N: whether what a merged pull request changed is used more or less since. */
import { contentFolder } from '../src/adapters/content-folder.ts';
import { readMergedChange } from '../src/adapters/git-change.ts';
import { openPosthog } from '../src/adapters/posthog-api.ts';
import { askPosthog } from '../src/adapters/posthog-query.ts';
import { readPosthogSettings } from '../src/adapters/posthog-settings.ts';
import { askVerdict } from '../src/collector/ask-verdict.ts';
import { withEmbeddedStore } from '../src/collector/embedded-ask.ts';
import { readSharedLibrary } from '../src/integration/shared-library.ts';
import { UserError } from '../src/library/user-error.ts';
import { renderVerdict } from '../src/publishing/verdict-markdown.ts';
import { changedAssets } from '../src/usage/verdict-change.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

const UNTOUCHED = 'Nothing was written.';

function readNumber(given: string | undefined): number {
  if (given !== undefined && /^[1-9]\d{0,8}$/.test(given.replace(/^#/, '')))
    return Number(given.replace(/^#/, ''));
  throw new UserError(
    given === undefined
      ? 'verdict needs --pr with a number.'
      : `--pr says "${given}", which is no number of a pull request.`,
    `Write it like npm run verdict -- --pr 12. ${UNTOUCHED}`,
  );
}

runCommand(
  {
    name: 'verdict',
    about:
      'Tells of a merged pull request whether the assets whose words it changed are used more or less since: 30 and 60 days after, beside as many days before. Markdown for a comment on the pull request.',
    flags: {
      pr: { type: 'string', value: 'N', says: 'The number of the pull request.' },
      json: { type: 'boolean', says: 'The same as JSON, for programs.' },
      today: { type: 'string', value: 'DAY', says: 'Judge as on this day, such as 2027-01-31.' },
    },
    notes: [
      'Asks PostHog when POSTHOG_HOST, POSTHOG_PROJECT_ID and POSTHOG_PERSONAL_API_KEY are set, else the embedded store in HUB_DATA.',
      'Git must hold the merge (a merge commit, or squashed by GitHub) on the published branch, and the commit before it.',
      'Exit code: 0 told, also when the days are not over; 2 it could not be asked.',
    ],
  },
  async ({ flags }) => {
    const pullRequest = readNumber(flags.pr);
    const today = dayOf(flags.today);
    const folder = contentFolder(process.env);
    const { branch: published } = (await readSharedLibrary(folder)).library.hub.company;
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
        ? withEmbeddedStore(process.env, Date.now, (ask) => askVerdict(ask, change, today))
        : askVerdict((hogql, values) => askPosthog(posthog, hogql, values), change, today);
    const verdict = await asking.catch((error: unknown) => {
      throw error instanceof UserError ? new UserError(error.message, `${error.hint} ${UNTOUCHED}`) : error;
    });
    if (verdict === undefined)
      throw new UserError(
        'There is no use to judge by: no PostHog is set, and the embedded store holds nothing yet.',
        `Set POSTHOG_HOST, POSTHOG_PROJECT_ID and POSTHOG_PERSONAL_API_KEY, or HUB_DATA to where the hub keeps its events. ${UNTOUCHED}`,
      );
    console.log(flags.json === true ? JSON.stringify(verdict, null, 2) : renderVerdict(verdict));
    return 0;
  },
);
