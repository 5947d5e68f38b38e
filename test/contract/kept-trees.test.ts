import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCodeCache } from '../../src/adapters/code-cache.ts';
import { keepTrees } from '../../src/collector/kept-trees.ts';
import type { QueryNode } from '../../src/hogql/syntax.ts';
import { questions } from '../../src/usage/questions/questions.ts';
import { viewsPerDayHogql } from '../../src/usage/snapshot/missed-views.ts';
import { eventCountsHogql } from '../../src/usage/snapshot/snapshot.ts';

const shipped = [eventCountsHogql, viewsPerDayHogql, ...new Set(questions.map(({ hogql }) => hogql))];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-trees-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A parser over the same cache as the one before, and how often it had to parse. */
function open(cacheFolder = folder) {
  const parsed: string[] = [];
  const parse = keepTrees(
    async (text) => {
      parsed.push(text);
      return { node: 'SelectQuery', text } as unknown as QueryNode;
    },
    openCodeCache({ HUB_CACHE: cacheFolder }),
  );
  return { parse, parsed };
}

test('the questions of the hub are parsed by the first command alone, and read the same ever after', async () => {
  const first = open();
  const trees = [];
  for (const text of shipped) trees.push(await first.parse(text));
  expect(first.parsed).toEqual(shipped);
  const second = open();
  for (const [at, text] of shipped.entries()) expect(await second.parse(text)).toEqual(trees[at]);
  expect(second.parsed).toEqual([]);
});

test('what somebody asks is parsed each time and never kept', async () => {
  await open().parse('SELECT 1');
  const { parse, parsed } = open();
  await parse('SELECT 1');
  expect(parsed).toEqual(['SELECT 1']);
});

test('without a place to keep them questions are parsed all the same', async () => {
  const noFolder = join(folder, 'a-file');
  await writeFile(noFolder, '');
  const { parse, parsed } = open(noFolder);
  for (const text of shipped) await parse(text);
  expect(parsed).toEqual(shipped);
});
