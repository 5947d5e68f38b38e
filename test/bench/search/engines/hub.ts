/** The hub: the files that a build writes, asked as the palette asks while somebody types. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildIndexFiles } from '../../../../src/search/build/build-index.ts';
import { openIndex } from '../../../../src/search/query/open-index.ts';
import { HITS, type Engine } from './engine.ts';

export const hub: Engine = {
  name: 'the hub',
  loads: 'parts',
  code: 'palette',
  keepsFiles: true,
  async build(documents, folder) {
    // Without the one that has all others in it once more: what it weighs is theirs.
    const files = buildIndexFiles(documents, { synonyms: [] }).filter(
      ({ name }) => !name.endsWith('/all.txt'),
    );
    for (const directory of new Set(files.map(({ name }) => dirname(name)))) {
      await mkdir(join(folder, directory), { recursive: true });
    }
    for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
  },
  async open(read) {
    const index = await openIndex(read);
    return {
      async search(typed) {
        const { hits } = await index.search(typed, { facets: {}, countFacets: [], limit: HITS });
        return hits.map(({ url }) => url);
      },
      async searchTitles(typed) {
        const { readBrief, readWhole } = await index.start(typed, { limit: HITS });
        const { hits } = await (readBrief ?? readWhole)();
        return hits.map(({ url }) => url);
      },
    };
  },
};
