import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listFiles } from '../../src/adapters/content-folder.ts';
import { buildHub } from '../support/hub.ts';

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-warm-'));
  await cp(resolve(import.meta.dirname, '../../content'), inContent(''), { recursive: true });
  await build('warm');
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

const inContent = (path: string) => join(scratch, 'content', path);

async function build(name: 'warm' | 'cold'): Promise<Record<string, string>> {
  const distDir = join(scratch, name);
  await buildHub({ contentDir: inContent(''), dataDir: join(scratch, `${name}-data`), distDir });
  const paths = await listFiles(distDir);
  const hashed = paths.map(async (path) => [path, hashOf(await readFile(join(distDir, path)))] as const);
  return Object.fromEntries(await Promise.all(hashed));
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Hashes of all files of the site as the content is now: built over the build before, and into an empty folder. */
async function buildBoth() {
  const warm = await build('warm');
  for (const name of ['cold', 'cold-data']) await rm(join(scratch, name), { recursive: true, force: true });
  return { warm, cold: await build('cold') };
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(inContent(path), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(inContent(path), after);
}

const ANSWER = 'answers/is-our-data-safe.md';

it.each<[string, () => Promise<void>]>([
  [
    'a text, and a title that other pages name',
    async () => {
      await edit(ANSWER, (text) => `${text}\nOne more thing, said by Wilhelmina.\n`);
      await edit('battlecards/kestrowe.md', (text) => text.replace(/^title: .*$/m, 'title: Of another name'));
    },
  ],
  [
    'the name of a stage',
    () => edit('hub.yaml', (text) => text.replace('name: Prospecting', 'name: First talk')),
  ],
  ['whether anything is asked of reps', () => unlink(inContent('asks.yaml'))],
  [
    'which pieces there are',
    async () => {
      await writeFile(inContent('answers/brand-new.md'), '---\ntitle: Brand new\n---\nNew.\n');
      await unlink(inContent('plays/stalled-pilot.md'));
    },
  ],
])('a rebuild after a change of %s is the same as a build from nothing', async (_, change) => {
  await change();
  const { warm, cold } = await buildBoth();
  expect(warm).toEqual(cold);
});

it('a page of the site that somebody changed by hand is made anew, and what is not of the hub goes', async () => {
  await writeFile(join(scratch, 'warm/answers/is-our-data-safe/index.html'), 'defaced');
  await writeFile(join(scratch, 'warm/left-over.txt'), 'of another build');
  const { warm, cold } = await buildBoth();
  expect(warm).toEqual(cold);
});
