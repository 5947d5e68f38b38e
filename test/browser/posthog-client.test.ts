import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createCollector } from '../../src/collector/collector.ts';
import { createMiddleware } from '../../src/collector/middleware.ts';
import { openChromium } from '../support/browser/chromium.ts';
import { openTemporaryStore, type TemporaryStore } from '../support/store/event-store.ts';

const TOKEN = 'phc_client';

let opened: TemporaryStore;
let server: Server;
let browser: Browser;
let origin = '';

/** A page of somebody else with the whole of posthog-js, everything left as it comes, and the collector behind it. */
beforeAll(async () => {
  opened = await openTemporaryStore();
  const client = await readFile(
    fileURLToPath(import.meta.resolve('posthog-js/dist/array.full.no-external.js')),
    'utf8',
  );
  const page = `<!doctype html><title>Elsewhere</title><button>Press</button><script src="/client.js"></script>`;
  const collect = createCollector({
    store: opened.store,
    clock: Date.now,
    projectToken: TOKEN,
    queryKey: 'phx_client',
  });
  const answer = createMiddleware([collect], (error) => {
    throw error;
  });
  server = createServer((incoming, outgoing) => {
    const [type, body] = { '/': ['text/html', page], '/client.js': ['text/javascript', client] }[
      incoming.url ?? ''
    ] ?? ['', ''];
    if (type !== '') outgoing.writeHead(200, { 'content-type': type }).end(body);
    else answer(incoming, outgoing, () => outgoing.writeHead(404).end());
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  browser = await openChromium(inject('chromiumPath'));
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await opened.remove();
});

/** What is used of posthog-js in the page. */
interface Client {
  init: (token: string, options: object) => Client;
  capture: (event: string, properties: object) => void;
  identify: (id: string, set: object) => void;
  getSurveys: (callback: (surveys: unknown[]) => void, reload: boolean) => void;
  getEarlyAccessFeatures: (callback: (features: unknown[]) => void, reload: boolean) => void;
  getFeatureFlag: (name: string) => unknown;
  reloadFeatureFlags: () => void;
}

test('posthog-js as it comes asks for surveys, features and flags, hears that there are none, and logs no error', async () => {
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() !== 200 && !response.url().endsWith('/favicon.ico'))
      refused.push(`${String(response.status())} ${response.url()}`);
  });
  await page.goto(origin);
  const heard = await page.evaluate(
    async ([token, host]) => {
      const client = (globalThis as unknown as { posthog: Client }).posthog.init(token, {
        api_host: host,
        opt_out_useragent_filter: true,
        debug: false,
      });
      client.capture('asset_viewed', { deal: 1 });
      client.identify('rep-1', { team: 'nordics' });
      client.reloadFeatureFlags();
      return {
        surveys: await new Promise<unknown[]>((done) => client.getSurveys(done, true)),
        features: await new Promise<unknown[]>((done) => client.getEarlyAccessFeatures(done, true)),
        flag: client.getFeatureFlag('anything') ?? null,
      };
    },
    [TOKEN, origin] as const,
  );
  expect(heard).toEqual({ surveys: [], features: [], flag: null });
  await page.getByRole('button').click();
  await expect
    .poll(
      () =>
        opened.runQuery(
          `SELECT event FROM events WHERE event IN ('asset_viewed', '$identify') ORDER BY event`,
          {},
        ),
      {
        timeout: 30_000,
      },
    )
    .toMatchObject({ rows: [['$identify'], ['asset_viewed']] });
  expect(refused).toEqual([]);
  expect(said).toEqual([]);
  await page.close();
});
