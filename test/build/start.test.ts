import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { runScript } from '../support/run-script.ts';

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-start-'));
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

/** What `npm start` says when it cannot go on, with what differs from run to run named. */
async function said(env: Record<string, string>): Promise<string> {
  const { code, out, err } = await runScript('start', ['--built'], {
    env: { PORT: '0', HUB_DATA: join(scratch, 'data'), HUB_DIST: inject('sampleDist'), ...env },
  });
  return `${out}${err}exit ${String(code)}`
    .replaceAll(scratch, 'HERE')
    .replace(`(pid ${String(process.pid)})`, '(pid PID)')
    .replace(env['PORT'] ?? 'no port', 'PORT')
    .replace(String(Number(env['PORT'] ?? '0') + 1), 'NEXT');
}

describe('npm start', () => {
  it('names another port when its own is taken', async () => {
    const taken = createServer();
    await new Promise<void>((ready) => {
      taken.listen(0, '127.0.0.1', ready);
    });
    const { port } = taken.address() as AddressInfo;
    expect(await said({ PORT: String(port) })).toMatchInlineSnapshot(`
      "Port PORT is in use by another program, so the hub cannot be served there.
      Stop that program, or choose another port: PORT=NEXT npm start. Nothing was lost.
      exit 2"
    `);
    taken.close();
  });

  it('says who has the store when it is locked', async () => {
    const store = await openEventStore(join(scratch, 'data'));
    expect(await said({})).toMatchInlineSnapshot(`
      "The store in HERE/data/ is in use by another hub (pid PID).
      Stop it or set HUB_DATA to another folder. Nothing was changed.
      exit 2"
    `);
    await store.close();
  });

  it('refuses a port that is none', async () => {
    expect(await said({ PORT: 'eighty' })).toMatchInlineSnapshot(`
      "PORT says "PORT", which is not a port.
      Write a number up to 65535, such as PORT=4321. Nothing was started.
      exit 2"
    `);
  });

  it('says so when there is no content folder', async () => {
    expect(await said({ HUB_CONTENT: join(scratch, 'nowhere') })).toMatchInlineSnapshot(`
      "There is no content folder at HERE/nowhere.
      Set HUB_CONTENT to the folder that holds hub.yaml, or run the command where the content folder is. Nothing was written.
      exit 2"
    `);
  });
});
