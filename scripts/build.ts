import { contentFolder, readLibrary } from '../src/adapters/content-folder.ts';
import { libraryFacts, takeEmbeddedSnapshot } from '../src/collector/take-snapshot.ts';
import { buildSite, distFolder } from './build-site.ts';
import { shareLibrary } from '../src/integration/shared-library.ts';
import { runCommand } from './run-command.ts';

runCommand(
  {
    name: 'build',
    about: 'Builds the hub as plain files that any static host serves, with the numbers of today baked in.',
    flags: {},
    notes: ['Settings: HUB_CONTENT, HUB_DATA and HUB_DIST name the folders of content, events and site.'],
  },
  async () => {
    const read = await readLibrary(contentFolder(process.env));
    shareLibrary(read);
    const { library } = read;
    const snapshot = await takeEmbeddedSnapshot(process.env, libraryFacts(library), Date.now);
    await buildSite(process.env, snapshot);
    console.log(`${String(library.assets.length)} assets built into ${distFolder(process.env)}`);
    return 0;
  },
);
