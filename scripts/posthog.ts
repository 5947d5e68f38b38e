/** npm run posthog -- provision: the hub's dashboard, insights and annotations in PostHog. */
import { contentFolder, readHub } from '../src/adapters/content-folder.ts';
import { readMerges } from '../src/adapters/git/merges.ts';
import { openPosthog } from '../src/adapters/posthog/api.ts';
import { readProjectZone } from '../src/adapters/posthog/project.ts';
import { provisionPosthog } from '../src/adapters/posthog/provision.ts';
import { readPosthogSettings } from '../src/adapters/posthog/settings.ts';
import { addDays } from '../src/library/dates.ts';
import { UserError } from '../src/library/user-error.ts';
import { explainProjectZone } from '../src/usage/dashboards/project-zone.ts';
import type { ProvisionAction } from '../src/usage/dashboards/provision.ts';
import { countedQuestions } from '../src/usage/snapshot/tables.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

/** Days back for which merges are annotated. */
const DAYS = 90;

const DONE = { make: 'made', update: 'updated', leave: 'left' } as const;
const PLANNED = { make: 'would make', update: 'would update', leave: 'left' } as const;

runCommand(
  {
    name: 'posthog',
    about: `Makes or updates in PostHog: one dashboard, an insight for each adoption question, and an annotation for each merge of the last ${String(DAYS)} days.`,
    words: ['provision'],
    flags: {
      'dry-run': { type: 'boolean', says: 'Say what would be done, and change nothing.' },
      today: { type: 'string', value: 'DAY', says: 'The last of those days, like 2027-01-31 (today).' },
    },
    notes: [
      'Settings: POSTHOG_HOST (address of the app), POSTHOG_PROJECT_ID, POSTHOG_PERSONAL_API_KEY, HUB_CONTENT.',
      'The key needs the scopes dashboard:write, insight:write and annotation:write; with project:read it also says where the days of the project are not those of hub.yaml.',
      'What the hub made is known by its tag and mark (sales-hub:…); all else is left alone, and so is where tiles lie.',
      'Exit code: 0 done, 2 it could not go on; what was done until then is listed.',
    ],
  },
  async ({ flags, words }) => {
    if (words[0] !== 'provision')
      throw new UserError(
        `posthog does not know "${words[0] ?? ''}".`,
        'Did you mean provision? Nothing was changed.',
      );
    const settings = readPosthogSettings(process.env);
    if (settings === undefined)
      throw new UserError(
        'No PostHog is set.',
        'Set POSTHOG_HOST, POSTHOG_PROJECT_ID and POSTHOG_PERSONAL_API_KEY. Nothing was changed.',
      );
    const folder = contentFolder(process.env);
    const hub = await readHub(folder);
    const { name, branch, time_zone: zone } = hub.company;
    const since = addDays(dayOf(flags.today, hub), -DAYS);
    const merges = await readMerges(folder, { published: branch, since, zone, env: process.env });
    if (merges === undefined)
      console.error(
        `${folder} lies in no git checkout that has the branch ${branch}, so no merges are annotated.`,
      );
    const posthog = openPosthog(settings);
    const dryRun = flags['dry-run'] === true;
    const counts = { make: 0, update: 0, leave: 0 };
    const report = ({ does, desired }: ProvisionAction) => {
      counts[does] += 1;
      const verb = (dryRun ? PLANNED : DONE)[does];
      console.log(`${verb.padEnd(dryRun ? 12 : 7)}  ${desired.kind.padEnd(10)}  ${desired.name}`);
    };
    const options = { company: name, questions: countedQuestions, merges: merges ?? [], dryRun, report };
    const dashboard = await provisionPosthog(posthog, options);
    const { make, update, leave } = counts;
    console.log(
      `${String(make)} ${dryRun ? 'to make' : 'made'}, ${String(update)} ${dryRun ? 'to update' : 'updated'}, ${String(leave)} left as they are.`,
    );
    if (!dryRun) console.log(`${settings.host}/project/${settings.projectId}/dashboard/${String(dashboard)}`);
    const otherClocks = await readProjectZone(posthog).then(
      (project) => explainProjectZone(project, zone),
      (error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        return `Whether the days of the project are those of hub.yaml could not be seen. ${error.message} ${error.hint}`;
      },
    );
    if (otherClocks !== undefined) console.error(otherClocks);
    return 0;
  },
);
