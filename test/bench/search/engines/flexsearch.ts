/** FlexSearch: words from their beginning, the balanced Latin encoder, suggestions, hits of the title first (its README). */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Charset, Document } from 'flexsearch';
import { bodyOf, HITS, type Engine } from './engine.ts';
import { readWhole, writeWhole } from './whole-files.ts';

const createEmpty = () =>
  new Document({
    tokenize: 'forward',
    encoder: Charset.LatinBalance,
    document: { id: 'id', index: ['title', 'body'] },
  });

export const flexsearch: Engine = {
  name: 'FlexSearch',
  loads: 'whole',
  async build(documents, folder) {
    const index = createEmpty();
    documents.forEach((document, id) => index.add({ id, title: document.title, body: bodyOf(document) }));
    await mkdir(folder, { recursive: true });
    const parts: string[] = [];
    await index.export(async (key, data) => {
      if (data === undefined) return;
      parts.push(key);
      await writeFile(join(folder, `${key}.json`), data);
    });
    await writeWhole(folder, parts, documents);
  },
  async open(read) {
    const { index: parts, urlOf } = await readWhole<string[]>(read);
    const index = createEmpty();
    for (const part of parts) index.import(part, new TextDecoder().decode(await read(`${part}.json`)));
    return {
      search(typed) {
        const found = index.search(typed, { limit: HITS, suggest: true, merge: true });
        return found.slice(0, HITS).map(({ id }) => urlOf(Number(id)));
      },
    };
  },
  code: { modules: `export { Charset, Document } from 'flexsearch';` },
};
