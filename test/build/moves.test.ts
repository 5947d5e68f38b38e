import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SITE_MARK } from '../../src/adapters/site-folder.ts';
import { commitFiles, git, writeFiles } from '../support/github/git-checkout.ts';
import { buildHub } from '../support/hub.ts';
import { runScript } from '../support/run-script.ts';

let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'hub-moves-build-'));
  await git(cwd, 'init', '--quiet', '--initial-branch=main');
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const page = (title: string, body: string, more = '') =>
  `---\ntitle: ${title}\nowner: ines\nreviewed: 2026-11-01\n${more}---\n\n${body}\n`;
const build = () =>
  buildHub({ contentDir: join(cwd, 'content'), dataDir: join(cwd, 'data'), distDir: join(cwd, 'dist') });
const read = (path: string) => readFile(join(cwd, 'dist', path), 'utf8');
const titles = async () => JSON.parse(await read('mine/titles/0.json')) as Record<string, string[]>;

/** Every text of the site, where it says a word. */
async function filesWith(word: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(cwd, 'dist'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(path)).includes(word)) found.push(path);
  }
  return found;
}

test('a build after another, with pages that moved, went, were withdrawn and are to come', async () => {
  await commitFiles(cwd, {
    'content/hub.yaml':
      'company: { name: Northwind, site: https://hub.example.com }\npeople: [{ id: ines, name: Ines }]\ncompetitors: [{ id: acme, name: Acme }]\n',
    'content/answers/price.md': page('What it costs', 'It costs little.'),
    'content/answers/leak.md': page('About Aardvark', 'Aardvark pays half.'),
    'content/answers/mended.md': page('Mended', 'Zebra pays a third.'),
    'content/answers/linking.md': page('Linking', '[Later](later.md), [price](price.md).'),
    'content/battlecards/acme.md': page('Acme', 'Text.', 'competitor: acme\n'),
  });
  await writeFiles(cwd, { 'content/answers/mended.md': page('Mended', 'Everybody pays the same.') });
  await commitFiles(cwd, {});
  await build();
  // The seen red: what follows would be there otherwise.
  expect(await filesWith('Zebra')).not.toEqual([]);
  expect(await filesWith('Aardvark')).not.toEqual([]);

  for (const args of [
    ['rename', 'answers/price=answers/cost', 'battlecards/acme=battlecards/apex'],
    ['withdraw', 'answers/leak'],
    ['withdraw', 'answers/mended', '--past', '--today', '2026-11-22'],
  ]) {
    const [name = '', ...words] = args;
    expect((await runScript(name, words, { cwd })).err).toBe('');
  }
  await writeFiles(cwd, {
    'content/answers/later.md': page('To come', 'Quagga.', 'published: 2999-01-01\n'),
    'content/files/~$deck.pptx': 'Quagga',
    'content/files/.#deck.md': 'Quagga',
  });
  await commitFiles(cwd, {});
  await build();

  const moved = await read('answers/price/index.html');
  expect(moved).toContain('<link rel="canonical" href="/answers/cost/" />');
  expect(moved).toContain('<a href="/answers/cost/">What it costs</a>');
  expect(await read('call/acme/index.html')).toContain('href="/call/apex/"');
  expect(await read('_redirects')).toBe(
    '/answers/price/ /answers/cost/ 301\n/battlecards/acme/ /battlecards/apex/ 301\n/call/acme/ /call/apex/ 301\n',
  );
  expect((await titles())['answers/price']).toEqual([
    ...((await titles())['answers/cost'] ?? []),
    'answers/cost',
  ]);
  expect((await titles())['answers/leak']).toEqual(['', '', '']);
  expect(await read('answers/linking/index.html')).toContain('href="/answers/cost/"');
  for (const word of ['Aardvark', 'Zebra', 'Quagga'])
    expect([word, await filesWith(word)]).toEqual([word, []]);
  await expect(read('answers/leak/index.html')).rejects.toThrow('ENOENT');
  await expect(read('answers/later/index.html')).rejects.toThrow('ENOENT');
  expect(await readdir(join(cwd, 'dist'))).toContain(SITE_MARK);
});
