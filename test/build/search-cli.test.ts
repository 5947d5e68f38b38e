import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const dist = inject('sampleDist');
const run = promisify(execFile);

interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

async function search(...args: string[]): Promise<Finished> {
  try {
    const { stdout, stderr } = await run(process.execPath, ['scripts/search.ts', ...args], { cwd: root });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Finished;
    return { code, stdout, stderr };
  }
}

describe('npm run search', () => {
  test('prints id, path, section and score of each hit, and nothing else', async () => {
    const { stdout, code } = await search('price objection', '--json', '--limit', '3', '--dist', dist);
    expect(code).toBe(0);
    const rows: Record<string, unknown>[] = JSON.parse(stdout);
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(Object.keys(row)).toEqual(['id', 'path', 'section', 'score']);
    const scores = rows.map(({ score }) => Number(score));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  test('names a section that the page of the hit has', async () => {
    const { stdout } = await search('price objection', '--json', '--dist', dist);
    const hits: { id: string; section: string }[] = JSON.parse(stdout);
    const deep = hits.filter(({ section }) => section !== '');
    expect(deep.length).toBeGreaterThan(0);
    for (const { id, section } of deep) {
      expect(readFileSync(join(dist, id, 'index.html'), 'utf8')).toContain(`id="${section}"`);
    }
  });

  test('prints an empty list where nothing answers', async () => {
    expect(JSON.parse((await search('zzqqxy', '--json', '--dist', dist)).stdout)).toEqual([]);
  });

  test('takes several words without quotation marks', async () => {
    const quoted = await search('price objection', '--json', '--dist', dist);
    expect((await search('price', 'objection', '--json', '--dist', dist)).stdout).toBe(quoted.stdout);
  });

  test('prints a list to read without --json', async () => {
    const { stdout } = await search('competetor', '--limit', '1', '--dist', dist);
    expect(stdout).toMatch(
      /^\d+ found, 1 shown\.\nSearched for "competitor", since no asset has "competetor"\.\n {2}1 {2}/,
    );
  });

  test.each([
    [['words', '--dist', '/nowhere'], 'Build the hub first: npm run build'],
    [['words', '--limit', 'many'], '"many" is not a number of results.'],
    [[], 'There is nothing to search for.'],
    [['words', '--jsn'], 'npm run search -- "words to find"'],
  ])('says what to do when it cannot go on: %j', async (args, sentence) => {
    const { code, stdout, stderr } = await search(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});
