import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const APPEARS = { timeout: 60_000, interval: 200 };

let scratch = '';
let origin = '';
let dev: ChildProcess;
let ended: Promise<unknown>;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-dev-'));
  await cp(join(root, 'content'), join(scratch, 'content'), { recursive: true });
  dev = spawn(process.execPath, ['scripts/dev.ts'], {
    cwd: root,
    env: {
      ...process.env,
      // Astro serves no page to a process that is a test.
      VITEST: '',
      PORT: '0',
      HUB_CONTENT: join(scratch, 'content'),
      HUB_DATA: join(scratch, 'data'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  ended = once(dev, 'exit');
  origin = await vi.waitFor(async () => {
    const running: { url: string } = JSON.parse(await readFile(join(scratch, 'data/collector.json'), 'utf8'));
    return running.url;
  }, APPEARS);
});
afterAll(async () => {
  dev.kill('SIGTERM');
  await ended;
  await rm(scratch, { recursive: true, force: true });
});

const read = async (path: string) => (await fetch(origin + path)).text();

it('shows a change of content on the page, in its text as Markdown and in the search index', async () => {
  const file = join(scratch, 'content/answers/is-our-data-safe.md');
  await expect
    .poll(() => read('/answers/is-our-data-safe/'), APPEARS)
    .toContain('<h1>Is our data safe?</h1>');
  const before = await read('/search/index.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('title: Is our data safe?', 'title: Is all our data safe?'));
  await expect
    .poll(() => read('/answers/is-our-data-safe/'), APPEARS)
    .toContain('<h1>Is all our data safe?</h1>');
  await expect.poll(() => read('/search/index.json'), APPEARS).not.toBe(before);
  expect(await read('/answers/is-our-data-safe.md')).toContain('# Is all our data safe?');
});

it('takes events', async () => {
  const event = {
    event: 'asset_viewed',
    properties: { distinct_id: 'reader', asset_id: 'answers/is-our-data-safe' },
    timestamp: '2026-11-22T06:00:00Z',
  };
  const taken = await fetch(`${origin}/x7k/e/`, {
    method: 'POST',
    body: JSON.stringify({ api_key: 'phc_hub', batch: [event] }),
  });
  expect(taken.status).toBe(200);
  const key = (await readFile(join(scratch, 'data/query-key'), 'utf8')).trim();
  const health = await fetch(`${origin}/collector/health`, { headers: { authorization: `Bearer ${key}` } });
  expect(await health.json()).toMatchObject({ accepted: 1 });
});
