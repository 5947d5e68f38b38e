import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCollector, TOKEN, type CollectorServer } from '../support/store/collector-server.ts';
import { openTemporaryStore, type TemporaryStore } from '../support/store/event-store.ts';
import { openPublished } from '../../src/collector/published.ts';
import { storedEvent } from '../support/store/event-store.ts';

let opened: TemporaryStore;
let hub: CollectorServer;

beforeEach(async () => {
  opened = await openTemporaryStore();
  hub = await startCollector(opened.store);
});
afterEach(async () => {
  await hub.remove();
  await opened.remove();
});

function send(body: string | Uint8Array<ArrayBuffer>): Promise<number> {
  return fetch(`${hub.url}/e/`, { method: 'POST', body }).then(({ status }) => status);
}

const event = (properties: Record<string, unknown>, name = 'asset_viewed', id = 'rep-1') => ({
  event: name,
  distinct_id: id,
  properties,
});
const batch = (events: readonly unknown[]) => JSON.stringify({ api_key: TOKEN, batch: events });

describe('a body is measured before anything is made of it', () => {
  const MB = 1024 * 1024;
  const bombs: Record<string, [string, number]> = {
    'values by the million': [`{"api_key":"${TOKEN}","batch":[${'0,'.repeat(9 * MB)}0]}`, 413],
    'objects by the million': [`{"api_key":"${TOKEN}","batch":[${'{},'.repeat(6 * MB)}{}]}`, 413],
    'more than 20 MB once it is unpacked': [' '.repeat(21 * MB), 413],
    'lists in lists': ['['.repeat(19 * MB), 413],
  };
  test.each(Object.entries(bombs))('%s', async (_, [text, status]) => {
    const bomb = new Uint8Array(gzipSync(text));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await send(bomb)).toBe(status);
    expect(await send(batch([event({})]))).toBe(200);
  });

  test('thirty of them hold up nobody: who sends one event is answered before they are', async () => {
    const bomb = new Uint8Array(gzipSync('{},'.repeat(6 * MB)));
    let unread = 30;
    const refused = Array.from({ length: 30 }, () => send(bomb).finally(() => (unread -= 1)));
    expect(await send(batch([event({})]))).toBe(200);
    expect(unread).toBeGreaterThan(10);
    // Those that find no place are to be sent again, those that are read never pass.
    expect(new Set(await Promise.all(refused))).toEqual(new Set([503, 413]));
    expect((await opened.store.counts()).events).toBe(1);
  });

  test('a large one with real events is taken as it is', async () => {
    const events = Array.from({ length: 2000 }, (_, number) =>
      event({ asset_id: `a-${String(number)}`, filler: 'ä'.repeat(200) }),
    );
    expect(await send(batch(events))).toBe(200);
    expect(await send(new Uint8Array(gzipSync(batch(events))))).toBe(200);
    expect(await hub.query('SELECT count(), uniq(properties.asset_id) FROM events')).toEqual([[4000, 2000]]);
  });
});

test('exact counts of now are for those who have the key: one event more would tell of one person', async () => {
  await send(batch([event({})]));
  const look = async (key?: string) => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    return (await (await fetch(`${hub.url}/collector/health`, { headers })).json()) as unknown;
  };
  expect(await look()).toEqual({ status: 'ok', gaps: [], lacking: [] });
  expect(await look('phx_wrong')).toEqual({ status: 'ok', gaps: [], lacking: [] });
  expect(await hub.health()).toMatchObject({ status: 'ok', stored: 1, accepted: 1 });
});

const used = (asset: string, people: number, from: number) =>
  Array.from({ length: people }, (_, number) =>
    storedEvent(from + number, {
      distinct_id: `rep-${String(number)}`,
      properties: { asset_id: asset, asset_rev: 'old' },
    }),
  );

describe('what no page of the hub sends is counted and left out', () => {
  test('values that the catalogue does not have', async () => {
    const bad = [
      event({ team: 'x'.repeat(81) }),
      event({ query: 'x'.repeat(81) }, 'search_performed'),
      event({ surface: 'nowhere' }),
      event({ rating: 'wonderful' }, 'asset_rated'),
      event({ milliseconds: -1 }, 'time_to_answer'),
      event({ asset_id: { nested: true } }),
    ];
    const good = [
      event({ team: 'uk-mid', surface: 'page', anything: 'x'.repeat(500) }),
      event({ team: 'x'.repeat(81) }, 'another_program'),
      event({ milliseconds: 12, by: 'copied' }, 'time_to_answer'),
    ];
    expect(await send(batch([...bad, ...good]))).toBe(200);
    expect(await hub.health()).toMatchObject({
      stored: good.length,
      dropped: { 'outside-catalogue': bad.length },
    });
  });

  test('assets and revisions that no build has published', async () => {
    const published = await openPublished(opened.folder, opened.store, [{ id: 'answers/a', revision: 'r1' }]);
    const own = await startCollector(opened.store, undefined, published.read);
    const sendTo = (events: readonly unknown[]) =>
      fetch(`${own.url}/e/`, { method: 'POST', body: batch(events) });
    try {
      const made = Array.from({ length: 50 }, (_, number) =>
        event({ asset_id: `made-up/${String(number)}`, asset_rev: 'r1' }),
      );
      await sendTo([
        ...made,
        event({ asset_id: 'answers/a', asset_rev: 'made-up' }),
        event({ asset_id: 'answers/a' }),
        event({ asset_id: 'answers/a', asset_rev: 'r1' }),
        event({ results: 3, query: 'price' }, 'search_performed'),
      ]);
      expect(await own.health()).toMatchObject({ stored: 2, dropped: { 'never-published': 52 } });
      await published.add([{ id: 'answers/a', revision: 'r2' }]);
      await sendTo([
        event({ asset_id: 'answers/a', asset_rev: 'r2' }),
        event({ asset_id: 'answers/a', asset_rev: 'r1' }),
      ]);
      expect(await own.health()).toMatchObject({ stored: 4 });
      // The next start knows the revisions of before.
      const next = await openPublished(opened.folder, opened.store, [{ id: 'answers/b', revision: 'r9' }]);
      expect([...(next.read().get('answers/a') ?? [])]).toEqual(['r1', 'r2']);
    } finally {
      await own.remove();
    }
  });

  test('a store of the version before tells by its use what was published, and one person is no proof', async () => {
    await opened.store.append([...used('answers/used', 5, 0), ...used('answers/made-up', 4, 100)]);
    const { read } = await openPublished(opened.folder, opened.store, []);
    expect([...read().keys()]).toEqual(['answers/used']);
  });
});
