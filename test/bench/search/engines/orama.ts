/** Orama: English stemmer, one error allowed, title twice the weight; texts stay out of the index (its documentation). */
import { create, insertMultiple, load, save, search, type RawData } from '@orama/orama';
import { bodyOf, HITS, type Engine } from './engine.ts';
import { readWhole, writeWhole } from './whole-files.ts';

const createEmpty = () =>
  create({
    schema: { title: 'string', body: 'string' } as const,
    components: { tokenizer: { language: 'english', stemming: true } },
    sort: { enabled: false },
  });

export const orama: Engine = {
  name: 'Orama',
  loads: 'whole',
  async build(documents, folder) {
    const database = createEmpty();
    await insertMultiple(
      database,
      documents.map((document, id) => ({ id: String(id), title: document.title, body: bodyOf(document) })),
      1000,
    );
    const raw = save(database);
    await writeWhole(folder, { ...raw, docs: { docs: {}, count: documents.length } }, documents);
  },
  async open(read) {
    const { index, urlOf } = await readWhole<RawData>(read);
    const database = createEmpty();
    load(database, index);
    return {
      async search(typed) {
        if (typed.trim() === '') return [];
        const { hits } = await search(database, {
          term: typed,
          tolerance: 1,
          boost: { title: 2 },
          limit: HITS,
        });
        return hits.map(({ id }) => urlOf(Number(id)));
      },
    };
  },
  code: { modules: `export { create, load, search } from '@orama/orama';` },
};
