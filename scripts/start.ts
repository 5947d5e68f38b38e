import './thread-pool.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentFolder } from '../src/adapters/content-folder.ts';
import { openEventStore } from '../src/adapters/event-store/event-store.ts';
import { openPageLoadTally, pageLoadsPath } from '../src/adapters/page-loads-file.ts';
import { usesPosthog } from '../src/adapters/posthog/settings.ts';
import { readSnapshot, snapshotPath } from '../src/adapters/snapshot-file.ts';
import { buildChartContext } from '../src/charts/context.ts';
import { createAdoptionPage } from '../src/collector/adoption-page.ts';
import { createCollector } from '../src/collector/collector.ts';
import { createPageLoadCounter } from '../src/collector/page-loads.ts';
import { announceCollector } from '../src/collector/running.ts';
import { checkPort, serveHub } from '../src/collector/serve.ts';
import { readCollectorSettings } from '../src/collector/settings.ts';
import { createSteadyCount } from '../src/collector/steady-count.ts';
import { libraryFacts, takeStoreSnapshot } from '../src/collector/take-snapshot.ts';
import { readContent } from '../src/integration/content.ts';
import { ADOPTION_PATH, urlOf } from '../src/library/addresses.ts';
import { buildSite } from './build-site.ts';
import { distFolder } from './dist-folder.ts';
import { portOf } from './port.ts';
import { runCommand } from './run-command.ts';

/** Told of faults while the hub serves; what was recorded before is safe. */
const report = (error: unknown) => console.error(error);

runCommand(
  {
    name: 'start',
    about: 'Builds the hub, serves it with the embedded collector, and prints the address.',
    flags: { built: { type: 'boolean', says: 'Serve what is built already, without building it again.' } },
    notes: ['Settings: PORT, HUB_CONTENT, HUB_DATA, HUB_DIST. Ctrl-C ends it; nothing recorded is lost.'],
  },
  async ({ flags }) => {
    const port = portOf(process.env);
    await checkPort(port);
    const { library } = await readContent(contentFolder(process.env));
    const facts = libraryFacts(library);
    const settings = await readCollectorSettings(process.env);
    const store = await openEventStore(settings.folder);
    const pages = new Set(library.assets.map(({ id }) => urlOf(id)));
    const loads = await openPageLoadTally(pageLoadsPath(process.env), new Date().toISOString(), report);
    const count = createSteadyCount(
      (isSplit) => takeStoreSnapshot(store, facts, Date.now, { isSplit, pageLoads: loads.read() }),
      await readSnapshot(snapshotPath(process.env), () => undefined),
    );
    // Numbers of PostHog were asked for by `npm run adoption`; the embedded store has none to put in their place.
    const isCountedHere = !usesPosthog(process.env);
    try {
      if (flags.built !== true) await buildSite(process.env, isCountedHere ? await count(true) : undefined);
      const dist = distFolder(process.env);
      const adoption = createAdoptionPage({
        readBuiltPage: () => readFile(join(dist, ADOPTION_PATH, 'index.html'), 'utf8'),
        context: buildChartContext(library),
        buildSnapshot: ({ isSplit }) => count(isSplit),
        report,
      });
      const hub = await serveHub({
        distFolder: dist,
        port,
        report,
        handlers: [
          createPageLoadCounter({ isAssetPage: (path) => pages.has(path), add: loads.add, clock: Date.now }),
          createCollector({ ...settings, store, clock: Date.now, report }),
          ...(isCountedHere ? [adoption] : []),
        ],
      });
      const retract = await announceCollector(settings.folder, hub.url);
      console.log(`${library.hub.company.name}'s hub: ${hub.url}`);
      await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
      await retract();
      await hub.close();
    } finally {
      await loads.close();
      await store.close();
    }
    return 0;
  },
);
