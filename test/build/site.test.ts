import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { urlOf } from '../../src/library/addresses.ts';
import type { PageRoute } from '../../src/library/route.ts';
import { linkableAddresses, routes } from '../../src/library/routes.ts';

const dist = inject('sampleDist');
const root = resolve(import.meta.dirname, '../..');
const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(dist.length));
const pages = await Promise.all(
  files
    .filter((file) => file.endsWith('.html'))
    .map(async (path) => ({ path, html: await readFile(join(dist, path), 'utf8') })),
);

/** Where the links and sources of a page lead inside the site, without query. */
function targets(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src)="(\/[^"?]*)/g)].map((match) => decodeURI(match[1] ?? ''));
}

describe('the built sample hub', () => {
  it('has a page for every asset and for each row in the list of addresses, and none beside them', async () => {
    const { library } = await readContent(join(root, 'content'));
    expect(library.assets.length).toBeGreaterThanOrEqual(60);
    const notLinkable = Object.values<PageRoute>(routes).filter(({ isLinkable }) => !isLinkable);
    const listed = [
      ...library.assets.map(({ id }) => urlOf(id)),
      ...linkableAddresses(library),
      ...notLinkable.map(({ address }) => address),
    ];
    const made = pages.map(({ path }) => path.replaceAll('\\', '/').replace(/index\.html$/, ''));
    expect(made.toSorted()).toEqual(listed.toSorted());
  });

  it.each(
    Object.values<PageRoute>(routes).filter(({ title, address }) => title !== undefined && address !== '/'),
  )('calls the page $address as its row does', ({ address, title = '' }) => {
    const html = pages.find(({ path }) => path.replace(/index\.html$/, '') === address)?.html ?? '';
    expect(/<title>(.*?) · /.exec(html)?.[1]).toBe(title);
    expect(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.trim()).toBe(title);
  });

  it('links only to what it holds, anchors included', () => {
    const anchors = new Map(
      pages.map(({ path, html }) => [
        path,
        new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])),
      ]),
    );
    const broken = pages.flatMap(({ path, html }) =>
      targets(html)
        .filter((target) => {
          const [file = '', anchor] = target.split('#');
          const held = file.endsWith('/') ? `${file}index.html` : file;
          if (!files.includes(held)) return true;
          return anchor !== undefined && held.endsWith('.html') && !(anchors.get(held)?.has(anchor) ?? false);
        })
        .map((target) => `${path} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('says each id once on a page and has one first-level heading', () => {
    const wrong = pages.filter(({ html }) => {
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
      return new Set(ids).size !== ids.length || [...html.matchAll(/<h1[ >]/g)].length !== 1;
    });
    expect(wrong.map((page) => page.path)).toEqual([]);
  });

  it('tells nothing of the machine it was built on', async () => {
    const texts = files.filter((file) => /\.(?:html|js|json|css|txt|svg|csv)$/.test(file));
    // The checkout alone may be called as a page is: /library.
    const places = ['content', 'node_modules', 'src'].map((folder) => join(root, folder));
    const telling: string[] = [];
    for (const file of texts) {
      const text = await readFile(join(dist, file), 'utf8');
      if (places.some((place) => text.includes(place))) telling.push(file);
    }
    expect(telling).toEqual([]);
  });
});
