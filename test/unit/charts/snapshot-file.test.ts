import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSnapshot, writeSnapshot } from '../../../src/adapters/snapshot-file.ts';
import { sampleSnapshot } from './sample-snapshot.ts';

let folder: string;
let said: string[];
const report = (sentence: string) => said.push(sentence);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-snapshot-'));
  said = [];
});
afterEach(() => rm(folder, { recursive: true }));

test('what was written is read back, and no half-written file is left beside it', async () => {
  const path = join(folder, 'deep', 'snapshot.json');
  await writeSnapshot(path, sampleSnapshot());
  expect(await readSnapshot(path, report)).toEqual(sampleSnapshot());
  expect(await readdir(join(folder, 'deep'))).toEqual(['snapshot.json']);
  expect(said).toEqual([]);
});

test('a snapshot that is not there is no data and needs no words', async () => {
  expect(await readSnapshot(join(folder, 'snapshot.json'), report)).toBeUndefined();
  expect(said).toEqual([]);
});

test.each([
  ['no JSON', '{"answers": ['],
  ['another shape', '{"answers": []}'],
  [
    'a row with too many cells',
    JSON.stringify({
      ...sampleSnapshot(),
      answers: [{ ...sampleSnapshot().answers[0], rows: [[1, 2, 3, 4]] }],
    }),
  ],
  [
    'a cell that is no value',
    JSON.stringify({
      ...sampleSnapshot(),
      answers: [{ ...sampleSnapshot().answers[0], rows: [[{}, 2, 3]] }],
    }),
  ],
])('a file that is %s is reported in a sentence and treated as no data', async (_, text) => {
  const path = join(folder, 'snapshot.json');
  await writeFile(path, text);
  expect(await readSnapshot(path, report)).toBeUndefined();
  expect(said.join('\n')).toContain('is not a snapshot of the hub');
  expect(said.join('\n')).toContain('no recorded event is touched');
});

test('a folder that cannot be written is told with what became of the old numbers', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(writeSnapshot(join(folder, 'file', 'snapshot.json'), sampleSnapshot())).rejects.toMatchObject({
    name: 'UserError',
    hint: expect.stringContaining('unchanged') as unknown,
  });
});
