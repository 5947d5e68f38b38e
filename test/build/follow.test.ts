import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { startHub, type RunningHub } from '../support/hub.ts';

const ANSWER = 'content/answers/is-our-data-safe.md';
const ADDRESS = '/answers/is-our-data-safe/';

let scratch = '';
let hub: RunningHub;
const at = (...path: string[]) => join(scratch, ...path);
const git = (folder: string, ...args: string[]) =>
  execFileSync(
    'git',
    ['-C', at(folder), '-c', 'user.name=Ines', '-c', 'user.email=ines@hub.example', ...args],
    {
      encoding: 'utf8',
    },
  ).trim();

/** Somebody merges a change of a file. */
async function merge(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(at('author', path), change(await readFile(at('author', path), 'utf8')));
  git('author', 'commit', '--quiet', '--all', '--message', `Change ${path}`);
  git('author', 'push', '--quiet');
}
const pageOf = async (path: string) => (await fetch(hub.origin + path)).text();
const isShown = (words: string, path = ADDRESS) =>
  vi.waitFor(async () => expect(await pageOf(path)).toContain(words), { timeout: 60_000, interval: 200 });

/** How the hub answers whoever asks for it by a name. */
const asked = async (host: string) => {
  const { hostname, port } = new URL(hub.origin);
  const request = get({ hostname, port, path: ADDRESS, headers: { host } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
};
/** Somebody adds a file; gives the commit as the hub names it. */
const add = async (path: string) => {
  await mkdir(dirname(at('author', path)), { recursive: true });
  await writeFile(at('author', path), 'anything');
  git('author', 'add', path);
  git('author', 'commit', '--quiet', '--message', `Add ${path}`);
  git('author', 'push', '--quiet');
  return git('author', 'rev-parse', 'HEAD').slice(0, 12);
};

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hub-follow-'));
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', at('origin')]);
  execFileSync('git', ['clone', '--quiet', at('origin'), at('author')], { stdio: 'ignore' });
  git('author', 'checkout', '--quiet', '-B', 'main');
  await cp(resolve(import.meta.dirname, '../../content'), at('author', 'content'), { recursive: true });
  git('author', 'add', '.');
  git('author', 'commit', '--quiet', '--message', 'All pages');
  git('author', 'push', '--quiet', '--set-upstream', 'origin', 'main');
  execFileSync('git', ['clone', '--quiet', at('origin'), at('server')]);
  hub = await startHub(inject('sampleDist'), { HUB_CONTENT: at('server/content') }, ['--follow', '1']);
});
afterAll(async () => {
  await hub.stop();
  await rm(scratch, { recursive: true, force: true });
});

test('what is merged reaches readers by itself, and the hub is never away', async () => {
  const oldCode = /\/_hub\/[\w.-]+\.js/.exec(await pageOf('/'))?.[0] ?? 'none';
  const seen = new Map<number, number>();
  const ended = new AbortController();
  const reader = (async () => {
    while (!ended.signal.aborted) {
      const { status } = await fetch(hub.origin + ADDRESS);
      seen.set(status, (seen.get(status) ?? 0) + 1);
      await setTimeout(10);
    }
  })();
  await merge(ANSWER, (text) => `${text}\nWilhelmina keeps a copy of the keys.\n`);
  await isShown('Wilhelmina keeps a copy');
  ended.abort();
  await reader;
  expect([...seen.keys()]).toEqual([200]);
  expect(seen.get(200)).toBeGreaterThan(20);
  expect((await fetch(hub.origin + oldCode)).status).toBe(200);
  expect(hub.said()).toMatch(/\nShows [0-9a-f]{12}\.\n/);
});

test('what cannot be built is told, and the hub goes on as it was until it is mended', async () => {
  await merge('content/hub.yaml', (text) => `${text}\nno_such_field: 1\n`);
  await vi.waitFor(
    () => expect(hub.said()).toMatch(/was not built, and the hub goes on as it is\.\n.*no_such_field/s),
    {
      timeout: 60_000,
    },
  );
  expect(await pageOf(ADDRESS)).toContain('Wilhelmina keeps a copy');
  await merge('content/hub.yaml', (text) => text.replace('\nno_such_field: 1\n', ''));
  await merge(ANSWER, (text) => `${text}\nSo does Theodora.\n`);
  await isShown('So does Theodora');
});

test('what somebody changed on the server stays, and is why nothing newer is shown', async () => {
  await writeFile(at('server', ANSWER), `${await readFile(at('server', ANSWER), 'utf8')}\nMine.\n`);
  await merge(ANSWER, (text) => `${text}\nAnd Leopold.\n`);
  await vi.waitFor(() => expect(hub.said()).toContain('this checkout has changes of its own'), {
    timeout: 30_000,
  });
  expect(await readFile(at('server', ANSWER), 'utf8')).toContain('Mine.');
  git('server', 'checkout', '--quiet', '.');
  await isShown('And Leopold');
});

test('a hub that is given another name is asked for by that one from then on', async () => {
  expect(await asked('hub.northwind.example')).toBe(421);
  await merge('content/hub.yaml', (text) =>
    text.replace('//hub.larkmoor.example', '//hub.northwind.example'),
  );
  await vi.waitFor(async () => expect(await asked('hub.northwind.example')).toBe(200), { timeout: 60_000 });
  expect(await asked('127.0.0.1')).toBe(200);
  expect(await asked('somebody.else.example')).toBe(421);
});

test('what every build copies needs no new start; what runs in the server does', async () => {
  const logo = await add('public/logo.svg');
  await vi.waitFor(() => expect(hub.said()).toMatch(new RegExp(`Shows ${logo}\\.\\n`)), { timeout: 60_000 });
  const code = await add('src/more.ts');
  await vi.waitFor(
    () => expect(hub.said()).toContain(`Shows ${code}. The program changed with it: run npm ci, and start`),
    { timeout: 60_000 },
  );
});
