import { contentFolder } from '../src/adapters/content-folder.ts';
import { libraryFacts, takeEmbeddedSnapshot } from '../src/collector/take-snapshot.ts';
import { readSharedLibrary } from '../src/integration/shared-library.ts';
import { buildSite, distFolder } from './build-site.ts';
import { runCommand } from './run-command.ts';

runCommand(
  {
    name: 'build',
    about: 'Builds the hub as plain files that any static host serves, with the numbers of today baked in.',
    flags: {},
    notes: ['Settings: HUB_CONTENT, HUB_DATA and HUB_DIST name the folders of content, events and site.'],
  },
  async () => {
    const { library } = await readSharedLibrary(contentFolder(process.env));
    const snapshot = await takeEmbeddedSnapshot(process.env, libraryFacts(library), Date.now);
    await buildSite(process.env, snapshot);
    console.log(`${String(library.assets.length)} assets built into ${distFolder(process.env)}`);
    return 0;
  },
);
