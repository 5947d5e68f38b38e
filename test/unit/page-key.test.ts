import { dirname, join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { importsOf } from '../support/law/imports.ts';
import { readCode, type CodeFile } from '../support/law/source-files.ts';

const root = resolve(import.meta.dirname, '../..');
const PAGE = 'src/pages/[...id].astro';
const KEY = 'src/site/page-key.ts';

/** The page of an asset and every part that it is put together from. */
function partsOf(page: string, code: readonly CodeFile[]): CodeFile[] {
  const byPath = new Map(code.map((file) => [file.path, file]));
  const parts = new Set<CodeFile>();
  const add = (path: string): void => {
    const file = byPath.get(path);
    if (file === undefined || parts.has(file)) return;
    parts.add(file);
    for (const { specifier } of importsOf(file)) {
      const [folder, ending] = join(dirname(path), specifier).split('*');
      if (ending === undefined) add(folder ?? '');
      else
        for (const each of byPath.keys())
          if (each.startsWith(folder ?? '') && each.endsWith(ending)) add(each);
    }
  };
  add(page);
  return [...parts];
}

/** Fields of the site that a file takes; `*` where it hands the whole site on, so that nobody can say. */
function takenBy({ text }: CodeFile): string[] {
  const flat = text.replaceAll(/: \{[^{}]*\}/g, '');
  const named = [...flat.matchAll(/\{([^{}]*)\} = (?:await collectSite\(\)|site\b(?!\.))/g)].flatMap(
    ([, names = '']) => names.match(/\w+/g) ?? [],
  );
  const read = [...text.matchAll(/(?:\bsite|collectSite\(\)\))\.(\w+)/g)].map(([, name = '']) => name);
  const whole = /\((?:.*, )?site[,)]|=\{site\}|\.\.\.site\b/.test(text.replaceAll('createPageKey(site', ''))
    ? ['*']
    : [];
  return [...new Set([...named, ...read, ...whole])].sort();
}

describe('what the page of an asset takes of the site', () => {
  let code: CodeFile[];
  beforeAll(async () => {
    code = (await readCode(root, ['src'])).filter(({ path }) => path.endsWith('.astro') || path === KEY);
  });

  test('is in the key under which an earlier build has left it', () => {
    const key = new Set(code.filter(({ path }) => path === KEY).flatMap(takenBy));
    const parts = partsOf(PAGE, code);
    expect(parts.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['src/layouts/Page.astro', 'src/components/BattlecardBody.astro']),
    );
    const forgotten = parts.flatMap((part) =>
      takenBy(part)
        .filter((field) => !key.has(field))
        .map((field) => `${part.path} shows ${field} of the site, which ${KEY} does not name`),
    );
    expect(forgotten).toEqual([]);
    expect(new Set(parts.flatMap(takenBy)).size).toBeGreaterThan(8);
  });

  test.each([
    ['const { hub, records: { asks } } = await collectSite();', ['hub', 'records']],
    ['const {\n  snapshot,\n  hub,\n} = await collectSite();', ['hub', 'snapshot']],
    ['const { company } = (await collectSite()).hub;', ['hub']],
    [
      'const site = await collectSite();\nconst { today } = site;\n{site.people.get(id)}',
      ['people', 'today'],
    ],
    ['const site = await collectSite();\nconst due = dueAssets(site);', ['*']],
    ['<Part site={site} />', ['*']],
    ['const keyOf = createPageKey(site, await collectFeeds());', []],
  ])('is read off the code: %j', (text, fields) => {
    expect(takenBy({ path: 'a.astro', text })).toEqual(fields);
  });
});
