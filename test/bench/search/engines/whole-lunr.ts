/** lunr as its guide shows it: title ten times the weight; exact words 100, beginnings 10, one error 1 (its author's advice). */
import lunr from 'lunr';
import { bodyOf, HITS, type Engine } from './engine.ts';
import { readWhole, writeWhole } from './whole-files.ts';

export const wholeLunr: Engine = {
  name: 'lunr',
  loads: 'whole',
  async build(documents, folder) {
    const index = lunr((builder) => {
      builder.ref('id');
      builder.field('title', { boost: 10 });
      builder.field('body');
      documents.forEach((document, id) => builder.add({ id, title: document.title, body: bodyOf(document) }));
    });
    await writeWhole(folder, index, documents);
  },
  async open(read) {
    const { index: json, urlOf } = await readWhole<object>(read);
    const index = lunr.Index.load(json);
    const ask = (typed: string) =>
      index.query((query) => {
        const words = lunr.tokenizer(typed).map((token) => token.toString());
        for (const word of words) {
          query.term(word, { boost: 100 });
          query.term(word, { boost: 10, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
          query.term(word, { boost: 1, usePipeline: false, editDistance: 1 });
        }
      });
    return {
      search(typed) {
        try {
          return ask(typed)
            .slice(0, HITS)
            .map(({ ref }) => urlOf(Number(ref)));
        } catch {
          // Some beginnings make lunr 2.3.9 throw (its issue 314); a page would show nothing.
          return [];
        }
      },
    };
  },
  code: { modules: `import lunr from 'lunr'; export const open = lunr.Index.load;` },
};
