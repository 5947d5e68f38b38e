/** npm run adoption: asks every question of PostHog, or of the embedded store, and writes the snapshot for a build. */
import { readGonePages } from '../src/adapters/git/gone.ts';
import { contentFolder } from '../src/adapters/content-folder.ts';
import { openFrozenBook } from '../src/adapters/frozen-file.ts';
import { pageLoadsPath, readPageLoads } from '../src/adapters/page-loads-file.ts';
import { openPosthog } from '../src/adapters/posthog/api.ts';
import { queryPosthog, MAX_PARALLEL_QUERIES } from '../src/adapters/posthog/query.ts';
import { readPosthogSettings, type PosthogSettings } from '../src/adapters/posthog/settings.ts';
import { snapshotPath, writeSnapshot } from '../src/adapters/snapshot-file.ts';
import { libraryFacts, takeEmbeddedSnapshot, takeSnapshot } from '../src/collector/take-snapshot.ts';
import { readPages } from '../src/integration/content.ts';
import { renderDay } from '../src/library/dates.ts';
import { UserError } from '../src/library/user-error.ts';
import type { Snapshot } from '../src/usage/snapshot/snapshot.ts';
import type { LibraryFacts } from '../src/usage/questions/library-facts.ts';
import { runCommand } from './run-command.ts';

async function takePosthogSnapshot(settings: PosthogSettings, facts: LibraryFacts): Promise<Snapshot> {
  const posthog = openPosthog(settings);
  return takeSnapshot({
    runQuery: (hogql, values) => queryPosthog(posthog, hogql, values),
    source: 'posthog',
    facts,
    madeAt: new Date().toISOString(),
    atOnce: MAX_PARALLEL_QUERIES,
    book: await openFrozenBook(process.env),
    pageLoads: await readPageLoads(pageLoadsPath(process.env)),
  });
}

/** The snapshot, or a UserError that also says what became of the numbers that were there. */
async function takeOrExplain(
  take: () => Promise<Snapshot | undefined>,
  from: string,
  path: string,
): Promise<Snapshot> {
  const untouched = `Nothing was written: the numbers in ${path}, if there are any, are as they were.`;
  const snapshot = await take().catch((error: unknown) => {
    throw error instanceof UserError ? new UserError(error.message, `${error.hint} ${untouched}`) : error;
  });
  if (snapshot === undefined)
    throw new UserError(
      'There are no numbers to ask for: no PostHog is set, and the embedded store holds nothing yet.',
      `Set POSTHOG_HOST, POSTHOG_PROJECT_ID and POSTHOG_PERSONAL_API_KEY, or start the hub and open a page. ${untouched}`,
    );
  if (snapshot.answers.some(({ state }) => state !== 'failed')) return snapshot;
  throw new UserError(
    `${from} answered none of the ${String(snapshot.answers.length)} questions. The first: ${snapshot.answers[0]?.problem ?? ''}`,
    `Run it again later. ${untouched}`,
  );
}

function sayFailed(snapshot: Snapshot): string[] {
  return snapshot.answers.flatMap(({ id, state, problem = '', counted }) => {
    if (state !== 'failed') return [];
    const kept =
      counted === undefined
        ? 'It had no earlier answer.'
        : `What was counted up to ${renderDay(counted.until)} stays, and its chart says so.`;
    return [`  ${id}: ${problem} ${kept}`];
  });
}

runCommand(
  {
    name: 'adoption',
    about:
      'Asks every adoption question of PostHog, or of the embedded store where no PostHog is set, and writes the answers for `npm run build`.',
    flags: {},
    notes: [
      'Settings: POSTHOG_HOST (address of the app), POSTHOG_PROJECT_ID, POSTHOG_PERSONAL_API_KEY (scope query:read), HUB_DATA, HUB_CONTENT.',
      'Counts weeks that are over, each once: frozen-weeks.json in HUB_DATA keeps them, rounded by the secret beside it or in HUB_ROUNDING_SECRET. Writes snapshot.json there.',
      'Exit code: 0 written, 2 nothing could be asked or written.',
    ],
  },
  async () => {
    const settings = readPosthogSettings(process.env);
    const folder = contentFolder(process.env);
    const { library } = await readPages(folder);
    const facts = libraryFacts(library, await readGonePages(folder, library, process.env));
    const path = snapshotPath(process.env);
    const from = settings === undefined ? 'The embedded store' : `PostHog, project ${settings.projectId},`;
    const take = () =>
      settings === undefined
        ? takeEmbeddedSnapshot(process.env, facts, Date.now)
        : takePosthogSnapshot(settings, facts);
    const snapshot = await takeOrExplain(take, from, path);
    await writeSnapshot(path, snapshot);
    const failed = sayFailed(snapshot);
    const answered = snapshot.answers.length - failed.length;
    console.log(`${from} answered ${String(answered)} of ${String(snapshot.answers.length)} questions.`);
    if (failed.length > 0) console.error(['Without answer:', ...failed].join('\n'));
    console.log(`Written to ${path}; \`npm run build\` bakes it in.`);
    return 0;
  },
);
