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

  test('says of each hit how fresh it is, for whom, and why it was found', async () => {
    const { stdout } = await search('price objection', '--limit', '1', '--dist', dist);
    const [, place, path, notes] = stdout.split('\n');
    expect(place).toBe('  1  They push back on price  [Play]');
    expect(path).toBe('     plays/price-push-back.md');
    expect(notes).toMatch(/^ {5}(?:Good until|Review) .+ · Internal only · push back for “objection”$/);
  });

  test('says so where nothing answers, and names near words', async () => {
    const { stdout, code } = await search('vamtelo', '--dist', dist);
    expect({ stdout, code }).toEqual({
      stdout: 'Nothing answers "vamtelo".\nNear words: vantello.\n',
      code: 0,
    });
  });

  test('explains itself', async () => {
    expect((await search('--help')).stdout).toMatchInlineSnapshot(`
      "npm run search -- WORDS… [--json] [--limit NUMBER] [--dist FOLDER]

      Searches the built hub as its pages do, and says why each hit was found.

        --json          Print id, path, section and score of each hit, for programs.
        --limit NUMBER  How many hits to print (10).
        --dist FOLDER   The built hub (HUB_DIST, else dist/).
        --help          This text.

      Exit code: 0 also when nothing is found, 2 when the search cannot run.
      "
    `);
  });

  test('prints a list to read without --json', async () => {
    const { stdout } = await search('competetor', '--limit', '1', '--dist', dist);
    expect(stdout).toMatch(/^\d+ found, 1 shown\. Showing “competitor” for “competetor”\.\n {2}1 {2}/);
  });

  test.each([
    [['words', '--dist', '/nowhere'], 'Build the hub first: npm run build'],
    [['words', '--limit', 'many'], '"many" is not a number of results.'],
    [[], 'search needs WORDS.'],
    [['words', '--jsn'], 'Did you mean --json?'],
  ])('says what to do when it cannot go on: %j', async (args, sentence) => {
    const { code, stdout, stderr } = await search(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});
