import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kindDefinitions, kindNames, kinds } from '../../src/library/kinds/kinds.ts';
import { buildNavigation } from '../../src/library/navigation.ts';
import { offlineClassOf, routeOf } from '../../src/library/route-of.ts';
import { fileRoutes, kindUrl, routes } from '../../src/library/routes.ts';
import { navigationGroups, type FileRoute, type PageRoute } from '../../src/library/route.ts';
import { readCode, type CodeFile } from '../support/law/source-files.ts';

const root = resolve(import.meta.dirname, '../..');
const pages = Object.values<PageRoute>(routes);
const files = Object.values<FileRoute>(fileRoutes);

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(join(root, folder).length).replaceAll('\\', '/'),
    );
}

/** The address under which Astro serves a file of `src/pages`. */
function addressOf(page: string): string {
  if (page === '/404.astro') return '/404.html';
  return page.endsWith('.astro')
    ? page.replace(/(?:index)?\.astro$/, '/').replace('//', '/')
    : page.replace(/\.ts$/, '');
}

/** Addresses of the list that a code file writes by itself, comments aside, as `path address`. */
function writtenAddresses({ path, text }: CodeFile): string[] {
  const firstParts = [...pages, ...files].map(({ address }) => address.split('/')[1] ?? '');
  const known = [...firstParts, ...kindNames.map((kind) => kinds[kind].folder)];
  const names = known.filter((part) => part !== '' && !part.startsWith('['));
  const address = new RegExp(
    `["'\`](/(?:${[...new Set(names)].join('|').replaceAll('.', '\\.')})(?=[/"'\`#?])[^"'\`]*)["'\`]`,
    'g',
  );
  const code = text.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  return [...code.matchAll(address)].map(([, found = '']) => `${path} ${found}`);
}

describe('the list of addresses', () => {
  test('has a row for each file of src/pages and of public, and a file for each row', () => {
    const made = [...pages, ...files.filter(({ from }) => from === undefined)].map(({ address }) => address);
    expect(made.toSorted()).toEqual(filesBelow('src/pages').map(addressOf).toSorted());
    const copied = files.filter(({ from }) => from === 'public').map(({ address }) => address);
    expect(copied.toSorted()).toEqual(filesBelow('public').toSorted());
  });

  test('gives each page a title, or a name in its address', () => {
    for (const { address, title, values } of pages) {
      expect({ address, isNamed: title !== undefined }).toEqual({ address, isNamed: !address.includes('[') });
      expect({ address, hasValues: values !== undefined }).toEqual({
        address,
        hasValues: title === undefined,
      });
    }
  });

  test('names icons that there are', () => {
    const symbols = readFileSync(join(root, 'src/components/icons.svg'), 'utf8');
    const named = pages.flatMap(({ navigation }) => navigation?.icon ?? []);
    expect(named.filter((icon) => !symbols.includes(`<symbol id="${icon}"`))).toEqual([]);
    expect(named).toContain('library');
  });

  test('is the only place where an address is written', async () => {
    const own = new Set(['src/library/addresses.ts', 'src/library/routes.ts']);
    const code = (await readCode(root, ['src', 'scripts'])).filter(
      ({ path }) => !own.has(path) && !path.endsWith('.md'),
    );
    expect(code.flatMap(writtenAddresses)).toEqual([]);
    expect(writtenAddresses({ path: 'a', text: '<a href="/brief/?x">' })).toEqual(['a /brief/?x']);
    expect(writtenAddresses({ path: 'a', text: 'link(`/battlecards/${id}/`)' })).toEqual([
      'a /battlecards/${id}/',
    ]);
  });

  test.each([
    ['/', routes.home],
    ['/brief/', routes.brief],
    ['/brief/all-0123.json', fileRoutes.brief],
    ['/mine/titles/0.json', fileRoutes.titles],
    ['/changes/battlecards/acme.json', fileRoutes.changes],
    ['/products/cold/', routes.product],
    ['/answers/', routes.kind],
    ['/answers/price/per-van/', routes.asset],
    ['/call/acme/', routes.callOfCard],
    ['/adoption/top-searches.csv', fileRoutes.adoptionTable],
    ['/feeds/products/cold.xml', fileRoutes.feed],
    ['/search/0a/terms-1.txt', fileRoutes.search],
    ['/404.html', routes.notFound],
    ['/nothing.json', undefined],
  ])('knows whose address %s is', (path, route) => {
    expect(routeOf(path)).toBe(route);
  });

  test('says for a kind what a device has of it', () => {
    expect(
      ['/answers/', '/answers/price/', '/plays/', '/plays/stalled/', '/roles/', '/nowhere/'].map(
        offlineClassOf,
      ),
    ).toEqual(['lists', 'answers', 'lists', 'opened', 'opened', 'never']);
  });
});

describe('the navigation', () => {
  const all = new Map(kindNames.map((kind, at) => [kind, at + 1]));

  const nothing = {
    repository: false,
    battlecards: false,
    needs: false,
    rhythm: false,
  };
  const everything = {
    repository: true,
    battlecards: true,
    needs: true,
    rhythm: true,
  };
  const inNavigation = pages.flatMap(({ address, title, navigation }) =>
    navigation === undefined ? [] : [{ address, title, ...navigation }],
  );

  test('holds each page and each kind once, pages first and as listed, under their headings', () => {
    const parts = buildNavigation(all, everything);
    const groups = Object.entries(navigationGroups);
    expect(parts.map(({ name }) => name)).toEqual(groups.map(([, name]) => name));
    for (const [at, [group]] of groups.entries()) {
      const own = inNavigation.filter((page) => page.group === group);
      const ofKinds = kindNames.filter((kind) => kindDefinitions[kind].navigation.group === group);
      const hrefs = parts[at]?.links.map(({ href }) => href) ?? [];
      expect(hrefs.slice(0, own.length)).toEqual(own.map(({ address }) => address));
      expect(hrefs.slice(own.length).toSorted()).toEqual(ofKinds.map(kindUrl).toSorted());
    }
    expect(inNavigation.length).toBeGreaterThan(5);
  });

  test('says what an entry is called and how many assets are behind it', () => {
    const links = buildNavigation(all, everything).flatMap((part) => part.links);
    const sayOf = (address: string) => {
      const { label, count } = links.find(({ href }) => href === address) ?? {};
      return [label, count];
    };
    expect(sayOf(routes.mine.address)).toEqual([routes.mine.title, undefined]);
    expect(sayOf(routes.needs.address)).toEqual([routes.needs.title, undefined]);
    expect(sayOf(routes.library.address)).toEqual(['Library', (all.size * (all.size + 1)) / 2]);
    expect(sayOf('/battlecards/')).toEqual(['Battlecards', 1]);
  });

  test('has kinds in the order of their places', () => {
    const labels = buildNavigation(all, everything).flatMap(({ links }) => links.map(({ label }) => label));
    const inOrder = ['Battlecards', 'Answers', 'Plays', 'Collateral', 'How we build it', 'Field notes'];
    expect(labels.filter((label) => inOrder.includes(label))).toEqual(inOrder);
  });

  test('leaves out what leads to nothing', () => {
    const hrefs = buildNavigation(new Map([['answer', 1]]), nothing).flatMap(({ links }) =>
      links.map(({ href }) => href),
    );
    const always = inNavigation.filter(({ needs }) => needs === undefined).map(({ address }) => address);
    expect(hrefs.toSorted()).toEqual([...always, '/answers/'].toSorted());
    for (const { address } of [routes.newPiece, routes.call, routes.asks])
      expect(hrefs).not.toContain(address);
  });
});
