import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openChromium } from '../support/browser/chromium.ts';
import { startHub, type RunningHub } from '../support/hub.ts';
import { runScript } from '../support/run-script.ts';

/** posthog-js collects for three seconds before it sends. */
const ARRIVES = { timeout: 60_000, interval: 250 };

interface Sent {
  path: string;
  token: string;
  events: string[];
}

function readBatch(body: Buffer): Omit<Sent, 'path'> {
  try {
    const text = (body[0] === 0x1f ? gunzipSync(body) : body).toString();
    const { api_key: token, batch }: { api_key: string; batch: { event: string }[] } = JSON.parse(text);
    return { token, events: batch.map(({ event }) => event) };
  } catch {
    return { token: 'of a request that cannot be read', events: [] };
  }
}

const sent: Sent[] = [];
/** Stands where PostHog would: takes what is sent, and keeps its path, token and the names of its events. */
const posthog = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    sent.push({ path: request.url ?? '', ...readBatch(Buffer.concat(chunks)) });
    response.writeHead(200, {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
    });
    response.end('{"status":"Ok"}');
  });
});

let scratch = '';
let dist = '';
let browser: Browser;
let hub: RunningHub;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-posthog-'));
  dist = join(scratch, 'dist');
  await new Promise<void>((ready) => {
    posthog.listen(0, '127.0.0.1', ready);
  });
  const { port } = posthog.address() as AddressInfo;
  const { code, err } = await runScript('build', [], {
    env: {
      HUB_DIST: dist,
      HUB_DATA: join(scratch, 'data'),
      PUBLIC_POSTHOG_KEY: 'phc_of_the_company',
      PUBLIC_POSTHOG_HOST: `http://127.0.0.1:${String(port)}/`,
    },
  });
  if (code !== 0) throw new Error(`The hub was not built:\n${err}`);
  [browser, hub] = await Promise.all([openChromium(inject('chromiumPath')), startHub(dist)]);
});
afterAll(async () => {
  await Promise.all([browser.close(), hub.stop()]);
  posthog.closeAllConnections();
  posthog.close();
  await rm(scratch, { recursive: true, force: true });
});

async function scripts(folder: string): Promise<string[]> {
  return (await readdir(join(folder, '_hub'))).filter((name) => name.endsWith('.js')).sort();
}

test('with a key and a host, events go to PostHog under that key and the embedded collector gets none', async () => {
  const page = await browser.newPage();
  await page.goto(`${hub.origin}/battlecards/kestrowe/`);
  await expect.poll(() => sent.flatMap(({ events }) => events), ARRIVES).toContain('asset_viewed');
  expect(new Set(sent.map(({ token }) => token))).toEqual(new Set(['phc_of_the_company']));
  expect(new Set(sent.map(({ path }) => path.replace(/\?.*/, '')))).toEqual(new Set(['/e/']));
  const headers = { authorization: `Bearer ${await hub.readQueryKey()}` };
  const health: { accepted: number } = await (
    await fetch(`${hub.origin}/collector/health`, { headers })
  ).json();
  expect(health.accepted).toBe(0);
  await page.close();
});

test('the scripts are the very files of the hub that talks to its own collector', async () => {
  expect(await scripts(dist)).toEqual(await scripts(inject('sampleDist')));
});
