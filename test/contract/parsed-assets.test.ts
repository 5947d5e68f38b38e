import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { readPages } from '../../src/adapters/content-folder.ts';
import { openParsedAssets } from '../../src/adapters/parsed-assets.ts';
import type { Content } from '../../src/library/content.ts';
import { parseHub } from '../../src/library/parse-hub.ts';
import { buildSchemas } from '../../src/library/kinds/schema.ts';
import { siteNames, sitesFolder } from '../support/sites.ts';

const HUB = 'company:\n  name: Lodestar\n';
const ANSWERS = 600;

let scratch = '';
let content = '';
let place = { folder: '', code: 'this code' };
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-parsed-'));
  content = join(scratch, 'content');
  place = { folder: join(scratch, 'parsed'), code: 'this code' };
  await mkdir(join(content, 'answers'), { recursive: true });
  await writeFile(join(content, 'hub.yaml'), HUB);
  for (let at = 0; at < ANSWERS; at += 1)
    await writeFile(join(content, answerAt(at)), `---\ntitle: Question ${String(at)}?\n---\nYes.\n`);
});
afterEach(async () => {
  await rm(scratch, { recursive: true, force: true });
});

const answerAt = (at: number): string => `answers/question-${String(at)}.md`;

/** All that was read, with the lines of all values in place of what finds them. */
function wholeOf({ library, ...rest }: Content) {
  const assets = library.assets.map(({ lineOf, ...asset }) => ({
    ...asset,
    lines: pathsOf(asset.data).map((path) => [path.join('.'), lineOf(path)]),
  }));
  return { ...rest, library: { ...library, assets, byId: [...library.byId.keys()] } };
}

const pathsOf = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
    : [path];

/** When each kept file was written, in milliseconds. */
async function writtenMs(): Promise<Record<string, number>> {
  const names = await readdir(place.folder);
  const times = names.map(async (name) => [name, (await stat(join(place.folder, name))).mtimeMs] as const);
  return Object.fromEntries(await Promise.all(times));
}

const changed = (before: Record<string, number>, after: Record<string, number>): string[] =>
  Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);

describe.each(siteNames.filter((name) => name !== 'hub-unreadable'))('the site %s', (name) => {
  it('is the same with its faults, parsed or taken from what was kept', async () => {
    const folder = join(sitesFolder, name, 'content');
    const plain = wholeOf(await readPages(folder));
    expect(wholeOf(await readPages(folder, place))).toEqual(plain);
    expect(wholeOf(await readPages(folder, place))).toEqual(plain);
  });
});

test('an asset is parsed again when its file, hub.yaml or the code is another, and else never', async () => {
  const schemas = buildSchemas(parseHub(HUB));
  const timesParsed = async (body: string, code: string, hub: string): Promise<number> => {
    let times = 0;
    const assets = openParsedAssets({ ...place, code }, new TextEncoder().encode(hub));
    const file = { path: 'answers/one.md', bytes: new TextEncoder().encode(`---\ntitle: One\n---\n${body}`) };
    assets.parse(file, schemas, () => {
      times += 1;
      return { type: 'root', children: [] };
    });
    await assets.keep();
    return times;
  };
  expect(await timesParsed('Yes.', 'this code', 'this hub')).toBe(1);
  expect(await timesParsed('Yes.', 'this code', 'this hub')).toBe(0);
  expect(await timesParsed('No.', 'this code', 'this hub')).toBe(1);
  expect(await timesParsed('No.', 'other code', 'this hub')).toBe(1);
  expect(await timesParsed('No.', 'other code', 'other hub')).toBe(1);
  expect(await timesParsed('No.', 'other code', 'other hub')).toBe(0);
});

test('after an edit only the file that keeps the asset is written again', async () => {
  await readPages(content, place);
  const before = await writtenMs();
  expect(Object.keys(before).length).toBeGreaterThan(2);
  await readPages(content, place);
  expect(await writtenMs()).toEqual(before);
  await appendFile(join(content, answerAt(300)), 'And more.\n');
  const read = await readPages(content, place);
  expect(read.library.byId.get('answers/question-300')?.body).toContain('And more.');
  expect(changed(before, await writtenMs())).toHaveLength(1);
});

test('nothing is kept of assets that are gone, nor of another hub.yaml', async () => {
  await readPages(content, place);
  const before = await readdir(place.folder);
  await rm(join(content, answerAt(300)));
  await readPages(content, place);
  const texts = (await readdir(place.folder)).map((name) => readFile(join(place.folder, name), 'utf8'));
  expect((await Promise.all(texts)).join('')).not.toContain(answerAt(300));
  await appendFile(join(content, 'hub.yaml'), '# Looked through.\n');
  await readPages(content, place);
  expect((await readdir(place.folder)).filter((name) => before.includes(name))).toEqual([]);
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['cut in half', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['empty', () => Buffer.alloc(0)],
  [
    'changed in a letter',
    (bytes) => Buffer.from(bytes.toString('latin1').replace('title', 'tidle'), 'latin1'),
  ],
])('a kept file that is %s is made anew, and nobody sees anything of it', async (_, damage) => {
  const first = wholeOf(await readPages(content, place));
  const names = await readdir(place.folder);
  const whole = await Promise.all(names.map((name) => readFile(join(place.folder, name))));
  for (const [at, name] of names.entries())
    await writeFile(join(place.folder, name), damage(whole[at] ?? Buffer.alloc(0)));
  expect(wholeOf(await readPages(content, place))).toEqual(first);
  expect(await Promise.all(names.map((name) => readFile(join(place.folder, name))))).toEqual(whole);
});

test('without a place to keep them assets are parsed all the same', async () => {
  await writeFile(place.folder, 'a file');
  expect(wholeOf(await readPages(content, place))).toEqual(wholeOf(await readPages(content)));
});
