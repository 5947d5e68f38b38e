/** A hub that is told to end while something in it does not. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { postQuery } from '../support/store/collector-server.ts';

const root = resolve(import.meta.dirname, '../..');

/** Years of work that needs no memory. */
const ENDLESS = `SELECT countIf((a.n * b.n + c.n) % 7 = 3) FROM (SELECT arrayJoin(range(0, 100000)) AS n) AS a
  CROSS JOIN (SELECT arrayJoin(range(0, 100000)) AS n) AS b CROSS JOIN (SELECT arrayJoin(range(0, 100000)) AS n) AS c`;

test.each(['SIGTERM', 'SIGINT'] as const)(
  'npm start that gets a %s while a question does not end is gone before the question is, with exit code 0 and every event',
  async (signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'hub-stopping-'));
    const hub = spawn(process.execPath, ['scripts/hub.js', 'start', '--built'], {
      cwd: root,
      env: { ...process.env, HUB_DATA: folder, HUB_DIST: inject('sampleDist'), PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(hub, 'close');
    let said = '';
    hub.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    hub.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\n/);
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
    const key = (await readFile(join(folder, 'query-key'), 'utf8')).trim();
    const body = JSON.stringify({ api_key: 'phc_hub', event: 'seen_elsewhere', distinct_id: 'rep-1' });
    expect((await fetch(`${origin}/e/`, { method: 'POST', body })).status).toBe(200);

    const ask = (query: string) => postQuery(origin, { query: { kind: 'HogQLQuery', query } }, key);
    expect((await ask('SELECT count() FROM events')).status).toBe(200);
    const endless = ask(ENDLESS).then(
      ({ status }) => status,
      () => 'cut off',
    );
    // It has its lane for itself while others are answered.
    const answers = Array.from({ length: 20 }, () => fetch(`${origin}/collector/health`));
    await Promise.all(answers);
    hub.kill(signal);
    expect(await endless).toBe('cut off');
    expect(await ended).toEqual([0, null]);
    expect(said).not.toMatch(/error/i);
    const store = await openEventStore(folder);
    expect((await store.counts()).events).toBe(1);
    await store.close();
    await rm(folder, { recursive: true, force: true });
  },
);
