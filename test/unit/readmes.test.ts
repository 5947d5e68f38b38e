import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const slashed = (path: string) => path.replaceAll('\\', '/');

/** Every file and folder of the checkout, as a path from its top; folders end with a slash. */
const paths = [
  'README.md',
  ...['.ci', '.github', 'content', 'public', 'scripts', 'src', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).map((entry) => {
      const path = slashed(join(entry.parentPath, entry.name)).slice(root.length + 1);
      return entry.isDirectory() ? `${path}/` : path;
    }),
  ),
];
/** Not those of hubs that tests read. */
const pages = paths.filter(
  (path) => path.endsWith('README.md') && !/^test\/fixtures\/[^/]+\/.+\//.test(path),
);
/** What commands make. */
const made = ['dist/', '.schemas/', '.hub/clickhouse/', '.hub/journal/', '.hub/archive/'];
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };

/** Names in backticks that can only be a file or a folder of the checkout: addresses of the site begin with a slash. */
const NAME = /`((?:[\w@.-]+\/)*(?:[\w.-]+\/|[\w[\].-]+\.(?:ts|tsx|astro|css|yml)|README\.md))`/g;
/** A line of the table of rooms in the map, where names are those of the room. */
const ROOM = /^\| `(\w+)` +\| [A-Z]/;

/** What a page names and nobody finds, with its line. */
function lostNames(text: string, known: readonly string[] = paths): string[] {
  return text.split('\n').flatMap((line, at) => {
    const room = ROOM.exec(line)?.[1];
    const near = room === undefined ? known : known.filter((path) => path.startsWith(`src/${room}/`));
    return [...line.matchAll(NAME)]
      .map(([, name = '']) => name)
      .filter((name) => !near.some((path) => `/${path}`.endsWith(`/${name}`)))
      .map((name) => `${String(at + 1)} ${name}`);
  });
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  test('names files, folders and commands that there are', () => {
    expect(lostNames(text, [...paths, ...made])).toEqual([]);
    const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test('links to files that there are', () => {
    const links = [...text.matchAll(/\]\((?!\w+:)([^)#\s]+)[^)]*\)/g)].map(([, link = '']) =>
      slashed(join(dirname(page), link)),
    );
    expect(links.filter((link) => !paths.includes(link))).toEqual([]);
  });
});

test('a name that was moved is seen, also where another room has one like it', () => {
  const known = ['src/library/', 'src/library/dates.ts', 'src/search/', 'src/search/text/'];
  expect(lostNames('`dates.ts` of `library/`, `/library/`, `zod`, `hub:team`', known)).toEqual([]);
  expect(lostNames('\nSee `text/dates.ts`, `lib/` and `Card.astro`', known)).toEqual([
    '2 text/dates.ts',
    '2 lib/',
    '2 Card.astro',
  ]);
  expect(lostNames('| `library` | PURE. `text/`, `dates.ts` |', known)).toEqual(['1 text/']);
});
