/** npm run verdict: whether what a merged pull request changed is used more or less since. */
import { contentFolder, readHub } from '../src/adapters/content-folder.ts';
import { readMerges } from '../src/adapters/git/merges.ts';
import { openGithub } from '../src/adapters/github/api.ts';
import { readGithubSettings } from '../src/adapters/github/settings.ts';
import { keepVerdict } from '../src/adapters/github/verdicts.ts';
import { addDays, type Day } from '../src/library/dates.ts';
import type { Hub } from '../src/library/hub.ts';
import { UserError } from '../src/library/user-error.ts';
import { findDueVerdicts, MAX_MERGE_AGE_DAYS, renderVerdictComment } from '../src/publishing/verdict/due.ts';
import { renderVerdict } from '../src/publishing/verdict/markdown.ts';
import { judge } from './judge.ts';
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

/** One comment on each pull request whose day has come; one that cannot be judged does not stop the others. */
async function postDue(folder: string, { company }: Hub, today: Day): Promise<number> {
  const github = openGithub(readGithubSettings(process.env, company.repository));
  const { branch: published, time_zone: zone } = company;
  const since = addDays(today, -MAX_MERGE_AGE_DAYS);
  const merges = await readMerges(folder, { published, since, zone, env: process.env });
  if (merges === undefined)
    throw new UserError(
      `${folder} lies in no git checkout that has the branch ${published}, so merges cannot be looked up.`,
      `Run it in a clone of the repository with that branch. ${UNTOUCHED}`,
    );
  const due = findDueVerdicts(merges, today);
  if (due.length === 0) console.log('No verdict is due.');
  let failed = 0;
  for (const pullRequest of due) {
    try {
      const body = renderVerdictComment(await judge(folder, { pullRequest, company }));
      const outcome = body === undefined ? 'nothing to judge' : await keepVerdict(github, pullRequest, body);
      console.log(`#${String(pullRequest)}  ${outcome}`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      console.error(`#${String(pullRequest)}  ${error.message} ${error.hint}`);
      failed += 1;
    }
  }
  return failed === 0 ? 0 : 2;
}

runCommand(
  {
    name: 'verdict',
    about:
      'Tells of a merged pull request whether the assets whose words it changed are used more or less since: the first and the second four weeks after it, beside the four weeks before. Markdown for a comment on the pull request.',
    flags: {
      pr: { type: 'string', value: 'N', says: 'The number of the pull request.' },
      due: {
        type: 'boolean',
        says: 'Instead, keep one comment with it on each pull request on GitHub whose weeks were counted lately.',
      },
      json: { type: 'boolean', says: 'The same as JSON, for programs.' },
      today: { type: 'string', value: 'DAY', says: 'With --due: as on this day, such as 2027-01-31.' },
    },
    notes: [
      'Reads snapshot.json in HUB_DATA, which `npm run adoption` writes and a hub serves at /adoption/snapshot.json.',
      'Git must hold the merge (a merge commit, or squashed by GitHub) on the published branch, and the commit before it.',
      'For --due: GITHUB_TOKEN (Pull requests), GITHUB_REPOSITORY, GITHUB_API_URL; a second run changes nothing.',
      'Exit code: 0 told, also when the weeks are not over; 2 there are no numbers.',
    ],
  },
  async ({ flags }) => {
    const folder = contentFolder(process.env);
    const pullRequest = flags.due === true ? undefined : readNumber(flags.pr);
    const hub = await readHub(folder);
    const today = dayOf(flags.today, hub);
    if (pullRequest === undefined) return postDue(folder, hub, today);
    const verdict = await judge(folder, { pullRequest, company: hub.company });
    console.log(flags.json === true ? JSON.stringify(verdict, null, 2) : renderVerdict(verdict));
    return 0;
  },
);
