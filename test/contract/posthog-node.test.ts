import { PostHog } from 'posthog-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCollector, TOKEN, type CollectorServer } from '../support/store/collector-server.ts';

let hub: CollectorServer;

beforeAll(async () => {
  hub = await startCollector();
});
afterAll(() => hub.remove());

function client(options: ConstructorParameters<typeof PostHog>[1] = {}): PostHog {
  return new PostHog(TOKEN, { host: hub.url, flushInterval: 0, fetchRetryCount: 0, ...options });
}

test('what posthog-node captures is in the store when it has shut down', async () => {
  const posthog = client();
  for (let index = 0; index < 45; index += 1)
    posthog.capture({
      distinctId: `rep-${String(index % 5)}`,
      event: 'asset_viewed',
      properties: { asset_id: `a${String(index % 3)}` },
    });
  await posthog.shutdown();
  const text = `SELECT properties.asset_id AS asset, count() AS views, uniq(person_id) AS reps FROM events WHERE event = 'asset_viewed' GROUP BY asset ORDER BY asset ASC LIMIT 10`;
  expect(await hub.query(text)).toEqual([
    ['a0', 15, 5],
    ['a1', 15, 5],
    ['a2', 15, 5],
  ]);
});

test('what is sent without compression arrives too', async () => {
  const posthog = client({ disableCompression: true });
  posthog.capture({ distinctId: 'plain', event: 'asset_copied', properties: { what: 'claim' } });
  await posthog.shutdown();
  expect(await hub.query(`SELECT properties.what FROM events WHERE distinct_id = 'plain' LIMIT 5`)).toEqual([
    ['claim'],
  ]);
});

test('an event sent at once is answered at once', async () => {
  const posthog = client();
  await posthog.captureImmediate({
    distinctId: 'now',
    event: 'asset_rated',
    properties: { rating: 'useful' },
  });
  expect(await hub.query(`SELECT properties.rating FROM events WHERE distinct_id = 'now' LIMIT 5`)).toEqual([
    ['useful'],
  ]);
  await posthog.shutdown();
});

test('identify and alias describe and join people', async () => {
  const posthog = client();
  posthog.capture({ distinctId: 'crm-1', event: 'asset_viewed' });
  posthog.identify({ distinctId: 'rep-known', properties: { team: 'nordics' } });
  posthog.alias({ distinctId: 'rep-known', alias: 'crm-1' });
  await posthog.shutdown();
  const text = `SELECT DISTINCT person.properties.team FROM events WHERE distinct_id = 'crm-1' LIMIT 5`;
  expect(await hub.query(text)).toEqual([['nordics']]);
});

test('a wrong token is an error that the program sees', async () => {
  const posthog = new PostHog('phc_wrong', { host: hub.url, flushInterval: 0, fetchRetryCount: 0 });
  posthog.capture({ distinctId: 'a', event: 'x' });
  await expect(posthog.flush()).rejects.toThrow(/401/);
  expect((await hub.health()).refused['wrong-token']).toBeGreaterThan(0);
});

test('there are no feature flags, and asking for one does not fail', async () => {
  const posthog = client();
  expect(await posthog.isFeatureEnabled('anything', 'rep-1')).toBeFalsy();
  await posthog.shutdown();
});
