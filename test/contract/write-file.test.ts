import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from '../../src/adapters/event-store/journal.ts';
import { writeWholeFile } from '../../src/adapters/write-file.ts';
import { readCode } from '../support/law/source-files.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-write-'));
  path = join(folder, 'deep/down/file.txt');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file is written with the folders above it, and another takes its place', async () => {
  await writeWholeFile(path, 'one');
  await writeWholeFile(path, Buffer.from('two'));
  expect(await readFile(path, 'utf8')).toBe('two');
  expect(await readdir(join(folder, 'deep/down'))).toEqual(['file.txt']);
});

test('a reader meets a whole file at any moment, and the last of many writers is heard', async () => {
  const texts = Array.from({ length: 20 }, (_, at) => String(at).padStart(2, '0').repeat(100_000));
  await writeWholeFile(path, texts[0] ?? '');
  const writing = Promise.all(texts.map((text) => writeWholeFile(path, text)));
  for (let reads = 0; reads < 200; reads += 1) expect(texts).toContain(await readFile(path, 'utf8'));
  await writing;
  expect(await readdir(join(folder, 'deep/down'))).toEqual(['file.txt']);
});

test('where it cannot be put in its place, what stood there stays and nothing is left beside it', async () => {
  await mkdir(join(path, 'in the way'), { recursive: true });
  await expect(writeWholeFile(path, 'one')).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
  expect((await stat(path)).isDirectory()).toBe(true);
  expect(await readdir(join(folder, 'deep/down'))).toEqual(['file.txt']);
});

test('a folder that is a file, or that nobody may make, is the error of the disk', async () => {
  await writeFile(join(folder, 'deep'), '');
  await expect(writeWholeFile(path, 'one')).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test('what a killed process had not finished to archive is taken away', async () => {
  await (await openJournal(folder)).close();
  await writeFile(join(folder, 'archive/.0123456789ab.tmp'), 'half');
  await (await openJournal(folder)).close();
  expect(await readdir(join(folder, 'archive'))).toEqual([]);
});

test('one place moves written files into theirs, so that none is moved from another volume or before it is on disk', async () => {
  const code = await readCode(resolve(import.meta.dirname, '../..'), ['src', 'scripts']);
  const moving = code.filter(({ text }) => /\brename(?:Sync)?\b[^;]*\bfrom 'node:fs/.test(text));
  // The tables of the store, the bundled pages and the search files of a site get another name in the folder that they are in.
  expect(moving.map((file) => file.path)).toEqual([
    'src/adapters/event-store/earlier-tables.ts',
    'src/adapters/write-file.ts',
    'src/integration/kept-pages.ts',
    'src/integration/search-files.ts',
  ]);
});
