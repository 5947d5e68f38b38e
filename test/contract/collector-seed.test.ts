import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-seed-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the command and gives its exit code and what a person reads. */
function seed(...args: string[]): Promise<{ code: number; says: string }> {
  const script = resolve(import.meta.dirname, '../../scripts/seed.ts');
  return new Promise((done) => {
    execFile(
      process.execPath,
      [script, ...args],
      { env: { ...process.env, HUB_DATA: folder } },
      (error, stdout, stderr) => {
        done({ code: typeof error?.code === 'number' ? error.code : 0, says: `${stdout}${stderr}`.trim() });
      },
    );
  });
}

async function countEvents(): Promise<number> {
  const store = await openEventStore(folder);
  const { events } = await store.counts();
  await store.close();
  return events;
}

test('an empty store is filled, and a filled one is left alone', async () => {
  const first = await seed('--days', '30', '--seed', '3');
  expect(first).toEqual({
    code: 0,
    says: expect.stringMatching(/^\d+ made-up events of 30 days written\.$/),
  });
  const events = await countEvents();
  expect(events).toBe(Number.parseInt(first.says, 10));
  expect(events).toBeGreaterThan(500);

  const again = await seed();
  expect(again.code).toBe(2);
  expect(again.says.replace(String(events), 'N')).toMatchInlineSnapshot(`
    "The store already holds N events, and made-up ones among real ones could never be told apart again.
    Set HUB_DATA to an empty folder, or move the store away. Nothing was written."
  `);
  expect(await countEvents()).toBe(events);
});

test('what is no number of days is a sentence', async () => {
  const { code, says } = await seed('--days', 'many');
  expect(code).toBe(2);
  expect(says).toMatchInlineSnapshot(`
    "--days takes a whole number from 1 to 3650, not "many".
    Nothing was written."
  `);
});
