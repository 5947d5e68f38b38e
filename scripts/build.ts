import { contentFolder } from '../src/adapters/content-folder.ts';
import { readGonePages } from '../src/adapters/git/gone.ts';
import { usesPosthog } from '../src/adapters/posthog/settings.ts';
import { libraryFacts, takeEmbeddedSnapshot } from '../src/collector/take-snapshot.ts';
import { buildSite, readPagesToBuild } from './build-site.ts';
import { distFolder } from './dist-folder.ts';
import { runCommand } from './run-command.ts';

runCommand(
  {
    name: 'build',
    about: 'Builds the hub as plain files that any static host serves, with the numbers of today baked in.',
    flags: {},
    notes: ['Settings: HUB_CONTENT, HUB_DATA and HUB_DIST name the folders of content, events and site.'],
  },
  async () => {
    const { library } = await readPagesToBuild(process.env);
    // Numbers of PostHog are asked for by `npm run adoption`, so that a build needs no network and no key.
    const snapshot = usesPosthog(process.env)
      ? undefined
      : await takeEmbeddedSnapshot(
          process.env,
          libraryFacts(library, await readGonePages(contentFolder(process.env), library, process.env)),
          Date.now,
        );
    await buildSite(process.env, snapshot);
    console.log(`${String(library.assets.length)} assets built into ${distFolder(process.env)}`);
    return 0;
  },
);
