import './thread-pool.ts';
import { readGonePages } from '../src/adapters/git/gone.ts';
import { resolve } from 'node:path';
import { dev } from 'astro';
import { contentFolder } from '../src/adapters/content-folder.ts';
import { openFrozenBook } from '../src/adapters/frozen-file.ts';
import { openEventStore } from '../src/adapters/event-store/event-store.ts';
import { usesPosthog } from '../src/adapters/posthog/settings.ts';
import { snapshotPath, writeSnapshot } from '../src/adapters/snapshot-file.ts';
import { createCollector } from '../src/collector/collector.ts';
import { createMiddleware, type Handler } from '../src/collector/middleware.ts';
import { announceCollector } from '../src/collector/running.ts';
import { checkPlace } from '../src/collector/serve.ts';
import { readCollectorSettings } from '../src/collector/settings.ts';
import { libraryFacts, takeStoreSnapshot } from '../src/collector/take-snapshot.ts';
import { readContent } from '../src/integration/content.ts';
import { portOf } from './start-settings.ts';
import { runCommand } from './run-command.ts';
import { ADOPTION_PATH } from '../src/library/addresses.ts';

runCommand(
  {
    name: 'dev',
    about: 'Serves the hub with the embedded collector, and shows every change of content or code at once.',
    flags: {},
    notes: ['Settings: PORT, HUB_CONTENT, HUB_DATA. Ctrl-C ends it; nothing recorded is lost.'],
  },
  async () => {
    const port = portOf(process.env);
    await checkPlace({ host: '127.0.0.1', port });
    const folder = contentFolder(process.env);
    let { library } = await readContent(folder);
    const settings = await readCollectorSettings(process.env);
    const store = await openEventStore(settings.folder);
    for (const gap of store.gaps()) console.error(gap);
    const book = await openFrozenBook(process.env);
    const countAnew: Handler = async ({ url }) => {
      // Numbers of PostHog were asked for by `npm run adoption`; the embedded store has none to put in their place.
      if (usesPosthog(process.env) || !new URL(url).pathname.startsWith(ADOPTION_PATH)) return undefined;
      // It is read anew after every change, and the numbers are about what is there now.
      ({ library } = await readContent(folder));
      const snapshot = await takeStoreSnapshot(
        store,
        libraryFacts(library, await readGonePages(folder, library, process.env)),
        Date.now,
        { book },
      );
      await writeSnapshot(snapshotPath(process.env), snapshot);
      return undefined;
    };
    process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
    const server = await dev({
      root: resolve(import.meta.dirname, '..'),
      cacheDir: resolve(settings.folder, 'cache'),
      server: { host: '127.0.0.1', port },
      // Astro would refuse the collector's addresses without a slash before the collector sees them.
      trailingSlash: 'ignore',
      integrations: [
        {
          name: 'hub-live',
          hooks: {
            'astro:server:setup': ({ server: { middlewares }, logger }) => {
              const report = (fault: unknown) => logger.error(String(fault));
              const collector = createCollector({
                ...settings,
                store,
                clock: Date.now,
                zone: () => library.hub.company.time_zone,
                report,
              });
              middlewares.use(createMiddleware([collector, countAnew], report));
            },
          },
        },
      ],
    });
    const retract = await announceCollector(
      settings.folder,
      `http://127.0.0.1:${String(server.address.port)}`,
    );
    await new Promise((stop) => process.once('SIGINT', stop).once('SIGTERM', stop));
    await retract();
    await server.stop();
    await store.close();
    return 0;
  },
);
