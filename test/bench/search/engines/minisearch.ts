/** MiniSearch: title twice the weight, the last word as a beginning, errors of a fifth of a word's letters (its README). */
import MiniSearch from 'minisearch';
import { bodyOf, HITS, type Engine } from './engine.ts';
import { readWhole, writeWhole } from './whole-files.ts';

const options = { fields: ['title', 'body'] };
const searchOptions = {
  boost: { title: 2 },
  prefix: (_term: string, at: number, terms: readonly string[]) => at === terms.length - 1,
  fuzzy: 0.2,
};

export const minisearch: Engine = {
  name: 'MiniSearch',
  loads: 'whole',
  async build(documents, folder) {
    const index = new MiniSearch(options);
    index.addAll(documents.map((document, id) => ({ id, title: document.title, body: bodyOf(document) })));
    await writeWhole(folder, index, documents);
  },
  async open(read) {
    const { index, urlOf } = await readWhole<Parameters<typeof MiniSearch.loadJS>[0]>(read);
    const search = MiniSearch.loadJS(index, options);
    return {
      search: (typed) =>
        search
          .search(typed, searchOptions)
          .slice(0, HITS)
          .map(({ id }) => urlOf(Number(id))),
    };
  },
  code: {
    modules: `import MiniSearch from 'minisearch';
    export const open = (json) => MiniSearch.loadJS(json, { fields: ['title', 'body'] });`,
  },
};
