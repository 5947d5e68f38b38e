import './thread-pool.ts';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readAgentKeys } from '../src/adapters/agent-keys-file.ts';
import { readBuiltRevisions } from '../src/adapters/built-revisions.ts';
import { contentFolder } from '../src/adapters/content-folder.ts';
import { openEventStore } from '../src/adapters/event-store/event-store.ts';
import { openFrozenBook } from '../src/adapters/frozen-file.ts';
import { openPageLoadTally, pageLoadsPath } from '../src/adapters/page-loads-file.ts';
import { usesPosthog } from '../src/adapters/posthog/settings.ts';
import { analyticsTarget } from '../src/usage/wire/analytics-target.ts';
import { createAgentRecorder } from '../src/collector/record-agents.ts';
import { INGEST_PREFIX } from '../src/usage/wire/wire.ts';
import { slackDoors } from './slack-doors.ts';
import { createAgentDoor } from '../src/collector/agent-door.ts';
import { createAdoptionPage } from '../src/collector/adoption-page.ts';
import { createCollector } from '../src/collector/collector.ts';
import { createDailySnapshot } from '../src/collector/daily-snapshot.ts';
import { keepNoLonger } from '../src/collector/keep-days.ts';
import { createPageLoadCounter } from '../src/collector/page-loads.ts';
import { openPublished } from '../src/collector/published.ts';
import { announceCollector } from '../src/collector/running.ts';
import { checkPlace, serveHub } from '../src/collector/serve.ts';
import { readCollectorSettings } from '../src/collector/settings.ts';
import { takeStoreSnapshot } from '../src/collector/take-snapshot.ts';
import { readOnce } from '../src/agents/read-once.ts';
import { ADOPTION_PATH } from '../src/library/addresses.ts';
import { dayIn } from '../src/library/time-zone.ts';
import { buildSite } from './build-site.ts';
import { distFolder } from './dist-folder.ts';
import { followBranch } from './follow-branch.ts';
import { listenPlace, secondsOf } from './start-settings.ts';
import { openServedAgents } from './served-agents.ts';
import { readServed } from './served-library.ts';
import { runCommand } from './run-command.ts';

/** Told of faults while the hub serves; what was recorded before is safe. */
const report = (error: unknown) => console.error(error);

runCommand(
  {
    name: 'start',
    about: 'Builds the hub, serves it with the embedded collector, and prints the address.',
    flags: {
      built: { type: 'boolean', says: 'Serve what is built already, without building it again.' },
      follow: { type: 'string', value: 'SECONDS', says: 'Fetch the branch so often; show what was merged.' },
    },
    notes: [
      'Settings: HOST, PORT, HUB_CONTENT, HUB_DATA, HUB_DIST. Ctrl-C ends it; nothing recorded is lost.',
    ],
  },
  async ({ flags }) => {
    const place = listenPlace(process.env);
    const everyMs = flags.follow === undefined ? undefined : secondsOf(flags.follow) * 1000;
    await checkPlace(place);
    const content = contentFolder(process.env);
    let served = await readServed(content, distFolder(process.env));
    const settings = await readCollectorSettings(process.env);
    const store = await openEventStore(settings.folder);
    for (const gap of store.gaps()) console.error(gap);
    const loads = await openPageLoadTally(pageLoadsPath(process.env), {
      now: new Date().toISOString(),
      zone: served.company.time_zone,
      report,
    });
    const book = await openFrozenBook(process.env);
    const zone = () => served.company.time_zone;
    const takeDaily = createDailySnapshot(
      (facts: typeof served.facts) =>
        takeStoreSnapshot(store, facts, Date.now, { book, pageLoads: loads.read() }),
      ({ zone }) => dayIn(zone, Date.now()),
    );
    // Numbers of PostHog were asked for by `npm run adoption`; the embedded store has none to put in their place.
    let endKeeping: (() => void) | undefined;
    const target = analyticsTarget(process.env, {});
    const isCountedHere = !usesPosthog(process.env);
    try {
      if (flags.built !== true)
        await buildSite(process.env, isCountedHere ? await takeDaily(served.facts) : undefined);
      const adoption = createAdoptionPage({
        readBuiltPage: (product = '') =>
          readFile(join(served.dist, ADOPTION_PATH, product, 'index.html'), 'utf8'),
        context: () => served.context,
        takeSnapshot: () => takeDaily(served.facts),
        isDamaged: () => store.gaps().length > 0,
        report,
      });
      const published = await openPublished(settings.folder, store, await readBuiltRevisions(served.dist));
      // Opened with the first question: most hubs have no agents, and its lists are megabytes.
      const openAgents = () => readOnce(() => openServedAgents(served.dist));
      let agents = openAgents();
      const hub = await serveHub({
        distFolder: served.dist,
        place,
        site: served.company.site,
        report,
        handlers: [
          createPageLoadCounter({
            isAssetPage: (path) => served.pages.has(path),
            add: loads.add,
            today: () => dayIn(zone(), Date.now()),
          }),
          createCollector({
            ...settings,
            store,
            clock: Date.now,
            zone,
            published: published.read,
            report,
          }),
          createAgentDoor({
            hub: () => agents(),
            readKeys: () => readAgentKeys(settings.folder),
            clock: Date.now,
            zone,
            record: createAgentRecorder(target.host === INGEST_PREFIX ? { store } : { posthog: target }),
            report,
          }),
          ...slackDoors({ hub: () => agents(), clock: Date.now, zone, report }, process.env),
          ...(isCountedHere ? [adoption] : []),
        ],
      });
      // Whoever looks first finds it done, or under way.
      if (isCountedHere) takeDaily(served.facts).catch(report);
      endKeeping = keepNoLonger({ store, keepDays: () => served.keepDays, clock: Date.now, report });
      const retract = await announceCollector(settings.folder, hub.url);
      console.log(`${served.company.name}'s hub: ${hub.url}`);
      const show = async (site: string) => {
        const next = await readServed(content, site);
        await published.add(await readBuiltRevisions(site));
        await hub.show(site, next.company.site);
        served = next;
        agents = openAgents();
      };
      const checkout = resolve(import.meta.dirname, '..');
      const sitesFolder = join(settings.folder, 'sites');
      const endFollowing =
        everyMs &&
        followBranch({ checkout, content, everyMs, sitesFolder, env: process.env, show, say: console.log });
      await new Promise((done) => process.once('SIGINT', done).once('SIGTERM', done));
      if (endFollowing) await endFollowing();
      await retract();
      await hub.close();
    } finally {
      endKeeping?.();
      await loads.close();
      await store.close();
    }
    return 0;
  },
);
