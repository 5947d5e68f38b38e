import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { collectHistory } from '../../src/site/history.ts';
import { commitFiles, git, writeFiles } from '../support/github/git-checkout.ts';
import { runScript } from '../support/run-script.ts';

const page = (title: string, body: string, more = '') =>
  `---\ntitle: ${title}\nowner: ines\nreviewed: 2026-11-01\n${more}---\n\n${body}\n`;

const before = {
  'content/hub.yaml': 'company: { name: Northwind }\npeople: [{ id: ines, name: Ines }]\n',
  'content/answers/price.md': page(
    'What does it cost?',
    'See [the plan](../collateral/plan.md#day-one "why") and [itself](price.md).\n\n![van](van.png)',
    'related: [answers/pricing, answers/price-list]\n',
  ),
  'content/answers/pricing.md': page(
    'Pricing',
    '[One](price.md), [two](/answers/price/), [three][r].\n\n[r]: ../answers/price.md',
  ),
  'content/answers/price-list.md': page(
    'Price list',
    'About answers/price and answers/price-list; `../answers/price.md` in code.',
  ),
  'content/answers/van.png': 'png',
  'content/collateral/plan.md': page(
    'Plan',
    '## Day one\n\n<a href="../answers/price.md">Price</a>\n\n```\n[code](../answers/price.md)\n```',
  ),
  'content/plays/kit.md': page(
    'Kit',
    'Text.',
    'situation: They ask.\nsteps: [{ do: Say it, use: answers/price }]\n',
  ),
  'content/search-tests.yaml': 'tests:\n  - search: cost # said often\n    finds: answers/price\n',
};

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'hub-moves-'));
  await git(cwd, 'init', '--quiet', '--initial-branch=main');
  await commitFiles(cwd, before);
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const read = (path: string) => readFile(join(cwd, 'content', path), 'utf8');
const run = async (name: string, ...args: string[]) => {
  const { code, out, err } = await runScript(name, args, { cwd });
  return `${out}${err}exit ${String(code)}`.replaceAll(cwd, 'HERE');
};
const check = () => run('check', '--today', '2026-11-22');
const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' };
const subjectsOf = async (path: string) => {
  const folder = join(cwd, 'content');
  const { library } = await readContent(folder);
  const past = await collectHistory(folder, library, '2026-11-30', env);
  return past?.history.byPath.get(path)?.map(({ subject }) => subject);
};

describe('npm run rename', () => {
  test('refuses where a text that may name the page cannot be read, and keeps the mark of one that can', async () => {
    const marked = `\uFEFF${page('Marked', 'See answers/price.')}`;
    await writeFiles(cwd, { 'content/answers/marked.md': marked });
    const before = Buffer.from('---\ntitle: Gr\xf6\xdfe\n---\n\nanswers/price\n', 'latin1');
    await writeFile(join(cwd, 'content/answers/latin.md'), before);
    expect(await run('rename', 'answers/price=answers/cost')).toMatchInlineSnapshot(`
      "answers/latin.md:2 The file is not written in UTF-8, so letters such as é or ü would come out wrong.
      Save it again with the encoding UTF-8. Nothing was changed.
      exit 2"
    `);
    expect(await readFile(join(cwd, 'content/answers/latin.md'))).toEqual(before);
    expect(await read('answers/marked.md')).toBe(marked);
    await rm(join(cwd, 'content/answers/latin.md'));
    expect(await run('rename', 'answers/price=answers/cost')).toContain('exit 0');
    expect(await read('answers/marked.md')).toBe(marked.replace('answers/price', 'answers/cost'));
  });

  test('moves a page and mends everything that names it, and nothing else', async () => {
    expect(await check()).toBe('6 files, nothing to mend.\nexit 0');
    expect(await run('rename', 'answers/price=answers/money/cost')).toMatchInlineSnapshot(`
      "answers/price → answers/money/cost
      1 page renamed, 6 other files mended. Look at it with git diff, and run npm run check.
      exit 0"
    `);
    expect(await read('answers/money/cost.md')).toBe(
      page(
        'What does it cost?',
        'See [the plan](../../collateral/plan.md#day-one "why") and [itself](cost.md).\n\n![van](../van.png)',
        'related: [answers/pricing, answers/price-list]\n',
      ),
    );
    expect(await read('answers/pricing.md')).toBe(
      page('Pricing', '[One](money/cost.md), [two](/answers/money/cost/), [three][r].\n\n[r]: money/cost.md'),
    );
    expect(await read('answers/price-list.md')).toContain('About answers/money/cost and answers/price-list;');
    expect(await read('collateral/plan.md')).toContain('<a href="../answers/money/cost.md">Price</a>');
    expect(await read('collateral/plan.md')).toContain('[code](../answers/price.md)');
    expect(await read('plays/kit.md')).toContain('use: answers/money/cost }');
    expect(await read('search-tests.yaml')).toContain('# said often\n    finds: answers/money/cost\n');
    expect(await read('moves.yaml')).toMatchInlineSnapshot(`
      "# What became of pages that moved or are gone; npm run rename and npm run withdraw write it, see content/README.md.

      moves:
        - { from: answers/price, to: answers/money/cost }
      "
    `);
    expect(await check()).toMatch(/nothing to mend\.\nexit 0$/);
    await expect(read('answers/price.md')).rejects.toThrow('ENOENT');
  });

  test('keeps the history, also of a page whose words changed with the name', async () => {
    await run('rename', 'answers/price=answers/cost');
    await writeFiles(cwd, {
      'content/answers/cost.md': page('All else', 'Nothing of it is as it was.\n'.repeat(30)),
    });
    await commitFiles(cwd, {});
    expect(await subjectsOf('answers/cost.md')).toEqual(['content', 'content']);
  });

  test('goes back and on, and swaps two pages', async () => {
    await run('rename', 'answers/price=answers/cost');
    await run('rename', 'answers/cost=answers/fee');
    expect(await read('moves.yaml')).toContain('{ from: answers/cost, to: answers/fee }');
    await run('rename', 'answers/fee=answers/price');
    expect(await read('moves.yaml')).not.toContain('from: answers/price,');
    expect(await read('answers/price.md')).toBe(before['content/answers/price.md']);
    await run('rename', 'answers/price=answers/pricing', 'answers/pricing=answers/price');
    expect(await read('answers/price.md')).toContain('title: Pricing');
    expect(await read('answers/pricing.md')).toContain('title: What does it cost?');
  });

  test.each([
    ['answers/price', 'does not say what is renamed'],
    ['answers/none=answers/x', 'There is no page answers/none'],
    ['answers/price=answers/Über Preise', 'cannot be the id of a page'],
    ['answers/price=battlecards/price', 'would be another kind of page'],
    ['answers/price=answers/pricing', 'There is a page answers/pricing already'],
    ['answers/price=../../x/price', 'cannot be the id of a page'],
  ])('refuses %s, and changes nothing', async (pair, why) => {
    const said = await run('rename', pair);
    expect(said).toContain(why);
    expect(said).toContain('Nothing was changed.\nexit 2');
    expect(await git(cwd, 'status', '--porcelain')).toBe('');
  });
});

describe('npm run withdraw', () => {
  test('takes a page out, and nothing but its id and the reason is left', async () => {
    expect(
      await run('withdraw', 'answers/price-list', '--because', 'Not ours to tell.', '--today', '2026-11-22'),
    ).toMatchInlineSnapshot(`
      "answers/price-list is withdrawn: commit moves.yaml and that answers/price-list.md is gone, and build. npm run check tells which pages lead to it, and which files nobody offers now.
      exit 0"
    `);
    expect(await read('moves.yaml')).toMatchInlineSnapshot(`
      "# What became of pages that moved or are gone; npm run rename and npm run withdraw write it, see content/README.md.

      moves:
        - from: answers/price-list
          withdrawn: 2026-11-22
          because: Not ours to tell.
      "
    `);
    const { library } = await readContent(join(cwd, 'content'));
    expect(library.byId.has('answers/price-list')).toBe(false);
  });

  test('with --past has the page say nothing of what it said before, whenever it is merged and whatever else changes', async () => {
    const path = 'content/answers/pricing.md';
    await writeFiles(cwd, { [path]: page('Pricing', 'SECRET') });
    await git(cwd, 'commit', '--quiet', '--all', '--message=Tell the SECRET');
    await writeFiles(cwd, { [path]: page('Pricing', 'Mended.') });
    await git(cwd, 'commit', '--quiet', '--all', '--message=Take the SECRET out');
    await run('withdraw', 'answers/pricing', '--past', '--today', '2026-11-22');
    expect(await read('answers/pricing.md')).toContain('\nwithdraw: 2026-11-22\n---');
    expect(await subjectsOf('answers/pricing.md')).toEqual([]);
    await git(cwd, 'commit', '--quiet', '--all', '--message=Withdrawn');
    await writeFiles(cwd, { [path]: (await read('answers/pricing.md')).replace('Mended.', 'Mended twice.') });
    await git(cwd, 'commit', '--quiet', '--all', '--message=Better words');
    expect(await subjectsOf('answers/pricing.md')).toEqual(['Better words', 'Withdrawn']);
    expect(await subjectsOf('answers/price.md')).toEqual(['content']);
  });
});
