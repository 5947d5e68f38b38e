/** Pagefind with nothing set: pages with a title, headings and text, the ten best hits with their fragments. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';
import type { SearchDocument } from '../../../../src/search/document.ts';
import { HITS, type Engine } from './engine.ts';

/** Of what Pagefind writes, the files that belong to its ready-made interfaces or to pages of no known language. */
const UNUSED = /-ui\.(?:js|css)$|^pagefind-highlight\.js$|^wasm\.unknown\.pagefind$/;

interface Page {
  createInstance(options: { basePath: string }): {
    init(): Promise<void>;
    search(typed: string): Promise<{ results: { data(): Promise<{ url: string }> }[] }>;
  };
}

export const pagefind: Engine = {
  name: 'Pagefind',
  loads: 'parts',
  async build(documents, folder) {
    const { index } = await createIndex({});
    if (index === undefined) throw new Error('Pagefind made no index');
    for (const document of documents) {
      const { errors } = await index.addHTMLFile({ url: document.url, content: renderPage(document) });
      if (errors.length > 0) throw new Error(errors.join('\n'));
    }
    await index.writeFiles({ outputPath: folder });
    await close();
    for (const name of await readdir(folder)) if (UNUSED.test(name)) await rm(join(folder, name));
  },
  async open(read) {
    const { createInstance } = await loadPageCode(read);
    const instance = createInstance({ basePath: ADDRESS });
    await instance.init();
    // Nothing to find: answered as soon as its WebAssembly and metadata are there.
    await instance.search('');
    return {
      async search(typed) {
        const { results } = await instance.search(typed);
        const shown = await Promise.all(results.slice(0, HITS).map((result) => result.data()));
        return shown.map(({ url }) => url);
      },
    };
  },
  code: { files: ['pagefind.js', 'pagefind-worker.js', 'wasm.en.pagefind'] },
};

/** Where its code believes the index to be. */
const ADDRESS = 'http://bench/';
let pageCode: Promise<Page> | undefined;
let readNow: (name: string) => Promise<Uint8Array>;

/** The code that Pagefind gives to pages, in a process that looks enough like one: its fetches go to `read`. */
async function loadPageCode(read: (name: string) => Promise<Uint8Array>): Promise<Page> {
  readNow = read;
  const fetchFile = async (address: string): Promise<Response> =>
    new Response(new Uint8Array(await readNow(new URL(address).pathname.slice(1))));
  Object.assign(globalThis, {
    fetch: fetchFile,
    document: { currentScript: null, querySelector: () => ({ getAttribute: () => 'en' }) },
  });
  pageCode ??= read('pagefind.js').then(
    (text) => import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`) as Promise<Page>,
  );
  return pageCode;
}

function renderPage({ title, aliases, benefit, summary, sections }: SearchDocument): string {
  const paragraphs = [benefit, summary, aliases.join(', ')].filter((text) => text !== '');
  const parts = sections.map(({ slug, heading, text }) => {
    const head = heading === '' ? '' : `<h2 id="${slug.replaceAll('"', '')}">${escaped(heading)}</h2>`;
    return `${head}<p>${escaped(text)}</p>`;
  });
  return `<!doctype html><html lang="en"><head><title>${escaped(title)}</title></head><body><main data-pagefind-body>
<h1>${escaped(title)}</h1>${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')}${parts.join('')}
</main></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
