import { createHash } from 'node:crypto';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listFiles } from '../../src/adapters/content-folder.ts';
import { buildHub } from '../support/hub.ts';

const root = resolve(import.meta.dirname, '../..');
let scratch = '';
/** A checkout of its own, so that a build from nothing takes no bundle from that of another test. */
let checkout = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-warm-'));
  checkout = join(scratch, 'a checkout');
  await mkdir(checkout);
  for (const name of ['astro.config.mjs', 'package.json', 'public', 'scripts', 'src', 'tsconfig.json'])
    await cp(join(root, name), join(checkout, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'));
  await cp(join(root, 'content'), inContent(''), { recursive: true });
  await mkdir(join(scratch, 'warm/.git'), { recursive: true });
  await writeFile(join(scratch, 'warm/.git/HEAD'), 'ref: refs/heads/pages');
  await build('warm');
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

const inContent = (path: string) => join(scratch, 'content', path);

async function build(name: 'warm' | 'cold' | 'elsewhere', code = root): Promise<Record<string, string>> {
  const distDir = join(scratch, name);
  await buildHub({
    checkout: code,
    contentDir: inContent(''),
    dataDir: join(scratch, `${name}-data`),
    distDir,
  });
  const paths = await listFiles(distDir);
  const hashed = paths.map(async (path) => [path, hashOf(await readFile(join(distDir, path)))] as const);
  return Object.fromEntries(await Promise.all(hashed));
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Built into an empty folder from another checkout, with nothing left of any build before. */
async function buildFromNothing() {
  for (const name of ['cold', 'cold-data', 'a checkout/.astro'])
    await rm(join(scratch, name), { recursive: true, force: true });
  return build('cold', checkout);
}

/** Hashes of all files of the site as the content is now: built over the build before, and from nothing. */
async function buildBoth() {
  return { warm: await build('warm'), cold: await buildFromNothing() };
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

/** When each script and style of the rebuilt site was written, in milliseconds. */
async function scriptTimes(): Promise<Record<string, number>> {
  const folder = join(scratch, 'warm/_hub');
  const scripts = (await listFiles(folder)).filter((name) => /\.(?:js|css)$/.test(name));
  const times = scripts.map(async (name) => [name, (await stat(join(folder, name))).mtimeMs] as const);
  return Object.fromEntries(await Promise.all(times));
}

it('leaves the repository alone that lies in the folder of a site', async () => {
  expect(await readFile(join(scratch, 'warm/.git/HEAD'), 'utf8')).toBe('ref: refs/heads/pages');
});

it('a rebuild bundles nothing: it renders with the pages of the build before, and leaves its scripts alone', async () => {
  const before = await scriptTimes();
  await edit(ANSWER, (text) => `${text}\nAnd another one.\n`);
  await build('warm');
  expect(Object.keys(before).length).toBeGreaterThan(10);
  expect(await scriptTimes()).toEqual(before);
});

it('scripts that somebody changed by hand are made anew with all the rest', async () => {
  const [name = ''] = Object.keys(await scriptTimes());
  await writeFile(join(scratch, 'warm/_hub', name), 'defaced');
  const { warm, cold } = await buildBoth();
  expect(warm).toEqual(cold);
});

it('a page of the site that somebody changed by hand is made anew, and what is not of the hub goes', async () => {
  await writeFile(join(scratch, 'warm/answers/is-our-data-safe/index.html'), 'defaced');
  await writeFile(join(scratch, 'warm/left-over.txt'), 'of another build');
  const { warm, cold } = await buildBoth();
  expect(warm).toEqual(cold);
});

/** When the bundled pages of the checkout were written, in milliseconds. */
async function bundleTimes(): Promise<Record<string, number>> {
  const folder = join(checkout, '.astro');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.mjs'));
  const times = names.map(async (name) => [name, (await stat(join(folder, name))).mtimeMs] as const);
  return Object.fromEntries(await Promise.all(times));
}

it('where the code was bundled before, a build into a new folder bundles nothing, and gives the same bytes', async () => {
  const first = await buildFromNothing();
  const before = await bundleTimes();
  expect(Object.keys(before).length).toBeGreaterThan(10);
  expect(await build('elsewhere', checkout)).toEqual(first);
  expect(await bundleTimes()).toEqual(before);
});
