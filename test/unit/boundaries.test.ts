import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkCycles, checkImports, checkMap, checkOnlyIn, roomOf } from '../support/law/boundaries.ts';
import { checkFileLaw } from '../support/law/file-law.ts';
import { parseMap, type CodeMap } from '../support/law/map.ts';
import { checkPurity } from '../support/law/purity.ts';
import { readCode, type CodeFile } from '../support/law/source-files.ts';

const root = resolve(import.meta.dirname, '../..');

/** Other search engines, which are there to be measured. */
const peers = ['minisearch', '@orama/orama', 'flexsearch', 'pagefind'];

describe('the code of the hub', () => {
  let map: CodeMap;
  let code: CodeFile[];

  beforeAll(async () => {
    map = parseMap(await readFile(join(root, 'src/README.md'), 'utf8'));
    code = await readCode(root, ['src', 'scripts']);
  });

  test('has exactly the rooms of the map, and a production install has the packages it names', async () => {
    const entries = await readdir(join(root, 'src'), { withFileTypes: true });
    const inSrc = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const declared: { dependencies: object; devDependencies: object } = JSON.parse(
      await readFile(join(root, 'package.json'), 'utf8'),
    );
    // Some packages are types alone, and nothing of them is there when the hub runs.
    const typesAlone = Object.keys(declared.devDependencies).flatMap(
      (name) => /^@types\/(hast|mdast)$/.exec(name)?.[1] ?? [],
    );
    const declaredPackages = new Set([...Object.keys(declared.dependencies), ...typesAlone]);
    expect(checkMap(map, { inSrc, declaredPackages })).toEqual([]);
  });

  test('imports only what the map allows', () => {
    expect(checkImports(code, map)).toEqual([]);
  });

  test('meets the search engines it is compared with in the bench alone', async () => {
    const files = await readCode(root, ['src', 'scripts', 'test']);
    expect(checkOnlyIn('test/bench', peers, files)).toEqual([]);
    expect(checkOnlyIn('test/unit', peers, files)).not.toEqual([]);
  });

  test('has no import cycle', () => {
    expect(checkCycles(code)).toEqual([]);
  });

  test('keeps page, process, clock, chance and terminal out of the pure rooms', () => {
    const pure = code.filter((file) => map.pure.includes(roomOf(file.path, map)));
    expect(map.pure).toEqual(
      expect.arrayContaining(['library', 'search', 'usage', 'hogql', 'publishing', 'charts']),
    );
    expect(pure.length).toBeGreaterThan(0);
    expect(pure.flatMap(checkPurity)).toEqual([]);
  });

  test('has file names that say what is inside, and no file that is too long', () => {
    expect(code.flatMap(checkFileLaw)).toEqual([]);
  });
});

const smallMap = parseMap(`# The map

## Rooms

| room      | what it means |
| --------- | ------------- |
| \`core\`  | PURE          |
| \`edge\`  | I/O           |
| \`pages\` | routes        |

## Who may import whom

| room      | rooms      | packages    |
| --------- | ---------- | ----------- |
| \`core\`  |            | zod         |
| \`edge\`  | core       | node, @x/db |
| \`pages\` | core       | astro       |
| \`scripts\` | core, edge | node      |
`);

function linesOfCode(count: number): string {
  return 'const A = 1;\n'.repeat(count);
}

function file(path: string, text: string): CodeFile {
  return { path, text };
}

describe('the import guard', () => {
  test('lets through what the map allows', () => {
    const files = [
      file('src/core/a.ts', "import { z } from 'zod/v4';\nimport { b } from './b.ts';"),
      file(
        'src/edge/a.ts',
        "import { open } from '@x/db/sync';\nimport fs from 'fs';\nimport '../core/a.ts';",
      ),
      file('src/pages/a.astro', "---\nimport { getCollection } from 'astro:content';\n---\n<p>hello</p>"),
      file('scripts/a.ts', "import { open } from '../src/edge/a.ts';\nimport '../package.json';"),
    ];
    expect(checkImports(files, smallMap)).toEqual([]);
  });

  test.each([
    ['a static import', "import { a } from '../edge/a.ts';"],
    ['a type-only import', "import type { A } from '../edge/a.ts';"],
    ['a re-export', "export * from '../edge/a.ts';"],
    ['a dynamic import', "const a = await import('../edge/a.ts');"],
    ['a dynamic import by template text', 'const a = await import(`../edge/a.ts`);'],
    ['an import type', "let a: import('../edge/a.ts').A;"],
    ['a worker', "new Worker(new URL('../edge/a.ts', import.meta.url));"],
    ['a glob', "import.meta.glob(['../edge/*.ts']);"],
    ['a query behind the name', "import a from '../edge/a.ts?worker';"],
  ])('sees %s', (_, text) => {
    expect(checkImports([file('src/core/a.ts', `\n${text}`)], smallMap)).toEqual([
      'src/core/a.ts:2 core may not import edge',
    ]);
  });

  test('does not take text and comments for imports', () => {
    const text = "// import '../edge/a.ts'\nconst a = \"import('../edge/a.ts')\";";
    expect(checkImports([file('src/core/a.ts', text)], smallMap)).toEqual([]);
  });

  test('sees front matter, template, scripts and styles of an Astro file', () => {
    const text = [
      '---',
      "import type { A } from '../edge/ä.ts';",
      '---',
      "<p>{await import('../edge/b.ts')}</p>",
      "<!-- import('../edge/no.ts') -->",
      "<script>import '../edge/c.ts';</script>",
      "<script>new URL('../edge/d.ts', import.meta.url);</script>",
      "<style>@import '../edge/e.css';</style>",
      "<p>{Object.keys(import.meta.glob('../edge/*.ts'))}</p>",
    ].join('\n');
    expect(checkImports([file('src/pages/a.astro', text)], smallMap)).toEqual(
      [2, 4, 6, 7, 8, 9].map((line) => `src/pages/a.astro:${String(line)} pages may not import edge`),
    );
  });

  test('sees imports of style sheets', () => {
    const text = "/* @import '@x/no'; */\n@import url('@x/font/a.css');\n@import '../edge/a.css';";
    expect(checkImports([file('src/core/a.css', text)], smallMap)).toEqual([
      'src/core/a.css:2 core may not import the package @x/font',
      'src/core/a.css:3 core may not import edge',
    ]);
  });

  test('sees a package, a Node module and an Astro module that a room may not import', () => {
    const text =
      "import a from 'lunr';\nimport b from 'node:fs';\nimport c from 'path';\nimport d from 'astro:content';";
    expect(checkImports([file('src/core/a.ts', text)], smallMap)).toEqual([
      'src/core/a.ts:1 core may not import the package lunr',
      'src/core/a.ts:2 core may not import the package node',
      'src/core/a.ts:3 core may not import the package node',
      'src/core/a.ts:4 core may not import the package astro',
    ]);
  });

  test('sees a package outside the folder that it is for', () => {
    const files = [
      file('test/bench/a.ts', "import { open } from '@x/db';"),
      file('test/unit/a.ts', "\nimport { open } from '@x/db/sync';"),
    ];
    expect(checkOnlyIn('test/bench', ['@x/db'], files)).toEqual([
      'test/unit/a.ts:2 @x/db is for test/bench alone',
    ]);
  });

  test('sees a room that the map does not have, and holds loose files of src to the law of pages', () => {
    const files = [file('src/attic/a.ts', ''), file('src/content.config.ts', "import '../scripts/a.ts';")];
    expect(checkImports(files, smallMap)).toEqual([
      'src/attic/a.ts:1 lies in the room "attic", which src/README.md does not have',
      'src/content.config.ts:1 pages may not import scripts',
    ]);
  });

  test('sees where map and folders have parted', () => {
    const folders = { inSrc: ['core', 'edge', 'attic'], declaredPackages: new Set(['zod', '@x/db']) };
    const map = { ...smallMap, explained: ['core', 'pages', 'cellar'] };
    expect(checkMap(map, folders)).toEqual([
      'the room "edge" is not explained',
      'the map has "pages", but there is no src/pages',
      'the room "cellar" has no import law',
      'the map has "cellar", but there is no src/cellar',
      'src/attic is not on the map',
      '"pages" may import astro, which package.json does not declare',
    ]);
  });

  test('does not pass over a map without its tables', () => {
    expect(() => parseMap('# The map')).toThrow('no table below "## Rooms"');
  });
});

describe('the cycle guard', () => {
  const a = file('src/core/a.ts', "import './b.ts';");

  test('sees a way back to the same file', () => {
    const cycle = [
      a,
      file('src/core/b.ts', "export * from './c.ts';"),
      file('src/core/c.ts', "import './a.ts';"),
    ];
    expect(checkCycles(cycle)).toEqual(['src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts']);
  });

  test.each([
    "import type { A } from './a.ts';",
    "type A = import('./a.ts').A;",
    "export type * from './a.ts';",
  ])('sees one that leads back by types alone: %s', (back) => {
    expect(checkCycles([a, file('src/core/b.ts', back)])).toEqual([
      'src/core/a.ts → src/core/b.ts → src/core/a.ts',
    ]);
  });

  test('lets many files need the same one', () => {
    expect(checkCycles([a, file('src/core/b.ts', ''), file('src/core/c.ts', "import './b.ts';")])).toEqual(
      [],
    );
  });
});

describe('the purity guard', () => {
  test.each([
    ['Date.now()', 'the clock with Date.now'],
    ["Date['now']()", 'the clock with Date.now'],
    ['const { length } = [Date.now]', 'the clock with Date.now'],
    ['new Date()', 'the clock with new Date()'],
    ['new Date', 'the clock with new Date()'],
    ['Date()', 'the clock with Date()'],
    ['performance.now()', 'the clock with performance'],
    ['setTimeout(() => 1, 2)', 'the clock with setTimeout'],
    ['Math.random()', 'Math.random'],
    ['crypto.randomUUID()', 'chance with crypto'],
    ['console.log(1)', 'the terminal with console'],
    ['globalThis.document', 'the page with globalThis'],
    ['typeof window', 'the page with window'],
    ['const a = { window }', 'the page with window'],
    ['let a: HTMLElement', 'the page with HTMLElement'],
    ['process.env', 'the process with process'],
    ['fetch("/")', 'the network with fetch'],
    ['import.meta.env', 'import.meta'],
    ['function a(window: number) { return window }\nwindow.open()', 'the page with window'],
  ])('sees %s', (text, reach) => {
    const problems = checkPurity(file('src/core/a.ts', text));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(reach);
  });

  test('lets through dates that come in, members and names of the file itself', () => {
    const text = `
      import type { Document, Node } from 'yaml';
      interface Box { top: number; history?: string[]; parent: Node }
      export function place(box: Box, window: number, document: Document, at: string): number {
        const { top, history: past = [] } = box;
        const box2 = { screen: 1, process: (name: string) => name, window };
        return top + window + past.length + Date.parse(at) + new Date(at).getTime() + Date.UTC(2026, 0) +
          Math.max(box2.screen, box.top) + Number(document);
      }`;
    expect(checkPurity(file('src/core/a.ts', text))).toEqual([]);
  });

  test('sees a component in a pure room', () => {
    expect(checkPurity(file('src/core/Card.astro', '<p>hello</p>'))).toHaveLength(1);
  });
});

describe('the file guard', () => {
  test.each([
    'src/core/use-count.ts',
    'src/core/README.md',
    'src/components/AssetCard.astro',
    'src/islands/Finder.tsx',
    'src/pages/[...slug].astro',
    'src/pages/library/[kind]/index.astro',
    'src/pages/events.json.ts',
    'src/content.config.ts',
    'src/styles/print.css',
  ])('lets %s through', (path) => {
    expect(checkFileLaw(file(path, ''))).toEqual([]);
  });

  test.each([
    'src/core/utils.ts',
    'src/core/types.ts',
    'src/core/helpers/rank.ts',
    'src/core/useCount.ts',
    'src/core/use_count.ts',
    'src/core/Asset.ts',
    'src/components/asset-card.astro',
    'src/islands/finder.tsx',
    'src/pages/Library.astro',
  ])('stops %s', (path) => {
    expect(checkFileLaw(file(path, ''))).toHaveLength(1);
  });

  test('stops a file of more than 400 lines, and one of more than 250 that gives no reason', () => {
    expect(checkFileLaw(file('src/core/a.ts', linesOfCode(250)))).toEqual([]);
    expect(
      checkFileLaw(file('src/core/a.ts', `// One table, read as a whole.\n${linesOfCode(399)}`)),
    ).toEqual([]);
    expect(checkFileLaw(file('src/core/a.ts', linesOfCode(251)))).toEqual([
      'src/core/a.ts:1 has 251 lines and does not say why at its head',
    ]);
    expect(
      checkFileLaw(file('src/core/a.ts', `// One table, read as a whole.\n${linesOfCode(400)}`)),
    ).toEqual(['src/core/a.ts:400 has 401 lines: split it by meaning']);
  });

  test.each([
    'const most = 3;',
    "const key = 'hub:team' as const;",
    'const word = /\\w/u;',
    'const day = 24 * (60 * 60);',
  ])('wants %s in UPPER_CASE', (text) => {
    expect(checkFileLaw(file('src/core/limits.ts', text))).toEqual([
      expect.stringMatching(/^src\/core\/limits\.ts:1 \w+ should be UPPER_CASE$/),
    ]);
  });

  test.each([
    'const MAX_ROWS = 3;',
    'const rows = [1, 2];',
    'const start = Date.parse(day);',
    'let count = 0;',
    "export const prerender = 'yes';",
    'function f() { const most = 3; }',
  ])('minds nothing about %s', (text) => {
    expect(checkFileLaw(file('src/core/limits.ts', text))).toEqual([]);
  });
});
