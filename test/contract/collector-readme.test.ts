import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTally } from '../../src/collector/health.ts';
import { REFUSED } from '../../src/collector/ingest-route.ts';
import { readCollectorSettings } from '../../src/collector/settings.ts';
import { INGEST_PREFIX } from '../../src/usage/wire/wire.ts';
import { temporaryFolder } from '../support/store/event-store.ts';
import { startCollector, TOKEN, WITH_KEY, type CollectorServer } from '../support/store/collector-server.ts';

const folder = resolve(import.meta.dirname, '../../src/collector');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');

/** The rows of the table of addresses: what is asked, and the numbers of its answers. */
function readAddresses(text: string): { method: string; paths: string[]; statuses: number[] }[] {
  const rows = text.split('\n').slice(text.split('\n').findIndex((line) => line.startsWith('| asked ')) + 2);
  return rows.slice(0, rows.indexOf('')).map((row) => {
    const [, asked = '', answered = ''] = row.split('|');
    const spans = [...asked.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
    return {
      method: /\b(GET|POST)\b/.exec(asked)?.[1] ?? '',
      paths: spans.flatMap((span) =>
        span.split(' ').filter((word) => word.startsWith('/') && word !== INGEST_PREFIX),
      ),
      statuses: [...answered.matchAll(/\b[1-5]\d\d\b/g)].map(([number]) => Number(number)),
    };
  });
}

/** Code spans of the sentence that begins so, up to the next of its kind or the end of its paragraph. */
function listed(beginning: string): string[] {
  const [, sentence = ''] = readme.split(beginning);
  const [list = ''] = sentence.split(/\n\n|\. A request refused:/);
  return [...list.matchAll(/`([a-z]+(?:-[a-z]+)*)`/g)].map(([, name = '']) => name).sort();
}

const addresses = readAddresses(readme);
const named = addresses.flatMap(({ paths }) => paths);

let hub: CollectorServer;
beforeAll(async () => {
  hub = await startCollector();
});
afterAll(() => hub.remove());

test('every address that the code of the collector names stands in its README', () => {
  const files = readdirSync(folder).filter((file) =>
    /^(?:collector|client-config|capture-v1)\.ts$/.test(file),
  );
  const inCode = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/'(\/[a-z][\w/]*)'/g)].map(([, path = '']) => path),
  );
  expect(inCode.length).toBeGreaterThan(12);
  const known = new Set(named.map((path) => path.replace(INGEST_PREFIX, '').replace(/:.*$|\/+$/g, '')));
  expect(inCode.filter((path) => !known.has(path.replace(/\/+$/, '')) && !known.has(path))).toEqual([]);
});

test.each(addresses.flatMap(({ method, paths }) => paths.map((path) => [method, path] as const)))(
  '%s %s is answered, also below the prefix of the hub’s own pages',
  async (method, path) => {
    const asked = path
      .replace(':token', TOKEN)
      .replace(/:id|:file/, '1')
      .replace(INGEST_PREFIX, '');
    for (const prefix of ['', '/x7k']) {
      const response = await fetch(`${hub.url}${prefix}${asked}?token=${TOKEN}`, {
        method,
        headers: { ...WITH_KEY.headers, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: '{}' } : {}),
      });
      expect(await response.text()).not.toBe('not the collector');
    }
  },
);

test('the numbers of answers to events are those of the README', () => {
  const statuses = [200, ...Object.values(REFUSED).map(({ status }) => status)];
  expect([...new Set(addresses[0]?.statuses)].sort()).toEqual([...new Set(statuses)].sort());
});

test('each reason for which an event or a request is not taken is in the README, and each there is one', () => {
  const { dropped, refused, adjusted } = createTally();
  expect(listed('An event left out:')).toEqual(Object.keys(dropped).sort());
  expect(listed('A request refused:')).toEqual(Object.keys(refused).sort());
  for (const name of Object.keys(adjusted)) expect(readme).toContain(`\`${name}\``);
});

test('the settings of the README are those that are read, with what holds without them', async () => {
  const { folder: data, remove } = await temporaryFolder();
  const asked = new Set<string>();
  const env = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_, name) => {
        asked.add(String(name));
        return name === 'HUB_DATA' ? data : undefined;
      },
    },
  );
  const { projectToken, queryKey } = await readCollectorSettings(env);
  await remove();
  const [settings = ''] = /^Settings: [^]*?\n\n/m.exec(readme) ?? [];
  expect([...settings.matchAll(/`(HUB_\w+)`/g)].map(([, name]) => name).sort()).toEqual([...asked].sort());
  expect(settings).toContain(`\`HUB_PROJECT_TOKEN\` (\`${projectToken}\`)`);
  expect(queryKey).toMatch(/^phx_/);
});

test('a forgotten address and number would be seen', () => {
  const text = '| asked | answered |\n| - | - |\n| `POST /e/`, and `/e /batch` | 200, 503 |\n\n';
  expect(readAddresses(text)).toEqual([
    { method: 'POST', paths: ['/e/', '/e', '/batch'], statuses: [200, 503] },
  ]);
});
