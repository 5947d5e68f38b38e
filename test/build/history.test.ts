import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { git } from '../support/github/git-checkout.ts';
import { runScript, type ScriptRun } from '../support/run-script.ts';

const site = resolve(import.meta.dirname, '../fixtures/sites/in-order/content');
let scratch: string;
let content: string;
let dist: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-past-'));
  content = join(scratch, 'hub/content');
  dist = join(scratch, 'dist');
  await cp(site, content, { recursive: true });
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

function build(): Promise<ScriptRun> {
  return runScript('build', [], {
    env: {
      HUB_CONTENT: content,
      HUB_DATA: join(scratch, 'data'),
      HUB_DIST: dist,
      ASTRO_TELEMETRY_DISABLED: '1',
    },
  });
}

const read = (path: string): Promise<string> => readFile(join(dist, path), 'utf8');
const isThere = (path: string): Promise<boolean> =>
  stat(join(dist, path)).then(
    () => true,
    () => false,
  );

async function change(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(content, path), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(content, path), text.replace(from, to));
}

describe('a hub without git, repository and address', () => {
  test('is built, says what it does not know, and shows nothing that would lead nowhere', async () => {
    const { code, out, err } = await build();
    expect(code).toBe(0);
    expect(out + err).toContain('There is no git history here');
    const page = await read('answers/cost/index.html');
    expect(page).not.toMatch(
      /Last changed|Say what is wrong|github\.com|application\/atom\+xml|href="\/new\//,
    );
    expect(await read('feeds/index.html')).toContain('There are no feeds yet');
    expect(await isThere('feeds/all.xml')).toBe(false);
    expect(await isThere('admin/index.html')).toBe(false);
    // Whoever writes without a repository can still check and copy.
    expect(await read('new/index.html')).toContain('names no repository');
  });
});

describe('a hub in git, with its address', () => {
  test('says on each page who changed it, in feeds when, and in data what', async () => {
    const checkout = join(scratch, 'hub');
    await git(checkout, 'init', '--quiet', '--initial-branch=main');
    await git(checkout, 'add', '--all');
    await git(checkout, 'commit', '--quiet', '--message=First');
    await change('answers/cost.md', 'title: ', 'title: New ');
    await git(checkout, 'commit', '--quiet', '--all', '--message=Better title');
    await change('hub.yaml', 'company:', 'company:\n  site: https://hub.example.com');
    const { code, out, err } = await build();
    expect(code).toBe(0);
    expect(out + err).not.toContain('history');
    const page = await read('answers/cost/index.html');
    expect(page.replace(/\s+/g, ' ')).toMatch(/Last changed 22 Nov 2026 by Ines Varga, 2 versions/);
    const feed = await read('feeds/kinds/answer.xml');
    expect(feed).toContain('<updated>2026-11-22T09:00:00.000Z</updated>');
    expect(feed).toContain('Last change: Better title');
    const { steps } = JSON.parse(await read('changes/answers/cost.json')) as {
      steps: { changes: unknown[] }[];
    };
    expect(steps.map(({ changes }) => changes)).toEqual([
      [expect.objectContaining({ what: 'changed', heading: 'Title' })],
    ]);
    expect(await isThere('changes/collateral/plan.json')).toBe(false);
  });
});
