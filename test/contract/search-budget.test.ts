import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lunr from 'lunr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cutLunr } from '../../src/integration/lunr-stemmer.ts';
import { checkSearchBudget } from '../../src/integration/search-budget.ts';
import { UserError } from '../../src/library/user-error.ts';
import { buildIndexFiles } from '../../src/search/build/build-index.ts';
import { termOf } from '../../src/search/text/analysis.ts';
import { document } from '../unit/search/small-library.ts';

const files = buildIndexFiles(
  ['Price objection', 'Security overview', 'Five minute demo'].map((title) => document({ title })),
  { synonyms: [] },
);
const titles = ['Price objection', 'Security overview', 'Five minute demo'];

describe('the budget of search', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-budget-'));
    await writeFile(join(folder, 'palette.a1b2.js'), 'import{a}from"./shared.c3d4.js";a();');
    await writeFile(join(folder, 'shared.c3d4.js'), `export const a=()=>0;//${'x'.repeat(3000)}`);
    await writeFile(join(folder, 'shared.c3d4.js.br'), 'x'.repeat(700));
    await writeFile(join(folder, 'palette.e5f6.css'), 'a{}');
    await writeFile(join(folder, 'search-worker-1234.js'), 'x'.repeat(200));
    await writeFile(join(folder, 'tracking.5678.js'), 'x'.repeat(90_000));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is kept by a small library with little code, whatever else a page loads', async () => {
    await expect(checkSearchBudget(folder, files, titles)).resolves.toBeUndefined();
  });

  test('fails the build with what weighs how much, and with what to do', async () => {
    const failure: unknown = await checkSearchBudget(folder, files, titles, 1000).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(UserError);
    const { message, hint } = failure as UserError;
    expect(message.replaceAll(/[0-9a-f]{16}/g, 'FOLDER')).toMatchInlineSnapshot(`
      "Search is too heavy: 1.4 kB to a first result, where 1.0 kB are allowed for 3 assets.
      Code, 0.9 kB:
          0.7 kB  shared.c3d4.js
          0.2 kB  search-worker-1234.js
          0.0 kB  palette.a1b2.js
          0.0 kB  palette.e5f6.css
      Index up to ten results for “security overview”, 0.5 kB:
          0.3 kB  index.json
          0.1 kB  FOLDER/titles-0.json
          0.1 kB  FOLDER/terms-0.txt"
    `);
    expect(hint).toMatchInlineSnapshot(
      `"The site was written, but should not go out like this: on a slow line search would keep people waiting. Look at the heaviest lines: for code at what src/browser/palette/palette.ts and src/browser/search/search-worker.ts import; for index.json at the synonyms in hub.yaml; for other files at what src/search/build/build-index.ts puts into them."`,
    );
  });

  test('counts the code that the search would bring', async () => {
    await writeFile(join(folder, 'search-worker-1234.js.br'), 'x'.repeat(41_000));
    await expect(checkSearchBudget(folder, files, titles)).rejects.toThrow('search-worker-1234.js');
    await rm(join(folder, 'search-worker-1234.js.br'));
  });
});

/** Of a word that stays its stem. */
function analyse({ stopWordFilter, stemmer }: typeof lunr, word: string): string {
  let stem = word;
  stemmer({ update: (change: (text: string) => string) => (stem = change(word)) } as unknown as lunr.Token);
  const filter = stopWordFilter as unknown as (text: string) => string | undefined;
  return filter(word) === undefined ? '' : stem;
}

test('words are analysed as a pipeline of lunr does', () => {
  const pipeline = new lunr.Pipeline();
  pipeline.add(lunr.stopWordFilter, lunr.stemmer);
  for (const word of ['pricing', 'the', 'objections', 'companies', 'happily', 'constructor']) {
    expect(termOf(word)).toBe(pipeline.runString(word)[0] ?? '');
  }
});

describe('lunr without what search has no use for', () => {
  test('is half as large and analyses the same', async () => {
    const code = await readFile(createRequire(import.meta.url).resolve('lunr'), 'utf8');
    const cut = cutLunr(code);
    expect(cut.length).toBeLessThan(code.length / 2);
    const module = { exports: {} };
    new Function('module', 'exports', cut)(module, module.exports);
    const small = module.exports as typeof lunr;
    for (const word of ['pricing', 'the', 'objections', 'companies', 'happily', 'discount']) {
      expect(analyse(small, word)).toEqual(analyse(lunr, word));
    }
  });

  test('of another shape is refused', () => {
    expect(() => cutLunr('export default {}')).toThrow('lunr has other chapters');
  });
});
