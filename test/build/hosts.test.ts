import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { headersOf, hostHeaders, OVER_TLS, type HostHeaders } from '../../src/hosting/headers.ts';
import { buildHostFiles } from '../../src/hosting/host-files.ts';
import { writeFiles } from '../support/github/git-checkout.ts';
import { startHub, type RunningHub } from '../support/hub.ts';
import { onePageOfEachRoute } from '../support/browser/site-pages.ts';

const dist = inject('sampleDist');
const pages = onePageOfEachRoute(dist);
const isInstalled = (name: string) => spawnSync('which', [name]).status === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

const hosts = {
  nginx: (folder: string, port: number, root = dist) => ({
    config: `pid ${folder}/pid; error_log ${folder}/log; daemon off; master_process off; events {} http {
      types { text/html html; text/javascript js; } access_log off;
      ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${folder}/${each};`).join('\n')}
      server { listen 127.0.0.1:${String(port)}; root ${root}; include ${root}/_hosting/nginx.conf; }
    }`,
    args: (config: string) => ['-e', `${folder}/log`, '-c', config],
  }),
  apache2: (folder: string, port: number, root = dist) => ({
    config: `ServerRoot ${folder}
      PidFile ${folder}/pid
      ErrorLog ${folder}/log
      ServerName 127.0.0.1
      Listen 127.0.0.1:${String(port)}
      ${[
        ['mpm_event', 'mpm_event'],
        ['dir', 'dir'],
        ['mime', 'mime'],
        ['authz_core', 'authz_core'],
        ['headers', 'headers'],
        ['alias', 'alias'],
        ['autoindex', 'autoindex'],
      ]
        .map(
          ([name, file]) => `LoadModule ${name ?? ''}_module /usr/lib/apache2/modules/mod_${file ?? ''}.so`,
        )
        .join('\n')}
      TypesConfig ${folder}/types
      DocumentRoot ${root}
      <Directory ${root}>
        AllowOverride All
        # As Debian has it.
        Options Indexes FollowSymLinks
        Require all granted
      </Directory>`,
    args: (config: string) => ['-X', '-f', config],
  }),
};

/** Starts a host in a folder of its own and gives its address; `root` is the site, the sample hub when left out. */
async function startHost(name: keyof typeof hosts, folder: string, root?: string) {
  const port = await freePort();
  const { config, args } = hosts[name](folder, port, root);
  await mkdir(join(folder, 'logs'), { recursive: true });
  await writeFile(join(folder, 'conf'), config);
  await writeFile(join(folder, 'types'), 'text/html html\ntext/javascript js\n');
  const running = spawn(name, args(join(folder, 'conf')), { stdio: 'ignore' });
  const origin = `http://127.0.0.1:${String(port)}`;
  await vi.waitFor(() => fetch(origin), { timeout: 10_000 });
  const stop = async () => {
    running.kill('SIGTERM');
    await once(running, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  return { origin, stop };
}

describe.each(['nginx', 'apache2'] as const)('a hub behind %s', (name) => {
  let origin = '';
  let stop: (() => Promise<void>) | undefined;
  const isThere = isInstalled(name);
  beforeAll(async () => {
    if (!isThere) return;
    ({ origin, stop } = await startHost(name, await mkdtemp(join(tmpdir(), `hub-${name}-`))));
  });
  afterAll(() => stop?.());

  test.skipIf(!isThere)(
    'sends with every page what the hub itself sends, and nothing twice (wants nginx or apache2)',
    async () => {
      const headers = JSON.parse(await readFile(join(dist, '_hosting/headers.json'), 'utf8')) as HostHeaders;
      const code = /\/_hub\/[\w.-]+\.js/.exec(await readFile(join(dist, 'index.html'), 'utf8'))?.[0] ?? '';
      for (const address of [...pages, code, '/nothing/here/']) {
        const response = await fetch(origin + address);
        const sent = Object.fromEntries(
          [...response.headers].map(([each, value]) => [each.toLowerCase(), value]),
        );
        for (const [each, value] of Object.entries({ ...headersOf(address, headers), ...OVER_TLS }))
          expect(`${address} ${each}: ${sent[each.toLowerCase()] ?? 'none'}`).toBe(
            `${address} ${each}: ${value}`,
          );
        expect(response.status).toBe(address === '/nothing/here/' ? 404 : 200);
        expect(await response.text()).toMatch(address === code ? /import/ : /<main/);
      }
    },
  );

  test.skipIf(!isThere)('keeps what is for hosts alone to itself (wants nginx or apache2)', async () => {
    for (const path of ['/_hosting/headers.json', '/_hosting/nginx.conf'])
      expect((await fetch(origin + path)).status).toBe(404);
  });

  test.skipIf(!isThere)('lists no folder, and says nothing of itself (wants nginx or apache2)', async () => {
    for (const path of ['/_hub/', '/search/', '/files/']) {
      const response = await fetch(origin + path);
      expect([403, 404]).toContain(response.status);
      const text = await response.text();
      expect(text).not.toMatch(/Index of|(?:nginx|Apache)\/\d/);
      expect(response.headers.get('server')).not.toMatch(/^nginx\/\d/);
      for (const name of ['content-security-policy', 'x-content-type-options', 'strict-transport-security'])
        expect(response.headers.has(name)).toBe(true);
    }
  });
});

const page = (text: string) => `<!doctype html><title>${text}</title>`;

describe.each(['nginx', 'apache2'] as const)('addresses that moved, behind %s', (name) => {
  const isThere = isInstalled(name);

  test.skipIf(!isThere)(
    'lead on with what follows them, and no other does (wants nginx or apache2)',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), `hub-moved-${name}-`));
      const root = join(folder, 'site');
      const headers = hostHeaders({ policy: "default-src 'self'", isFramed: false, kept: ['/_hub/'] });
      const { files } = buildHostFiles(headers, [
        { from: '/answers/price/', to: '/answers/größe/' },
        { from: '/answers/alt/größe/', to: '/answers/größe/' },
      ]);
      await writeFiles(root, {
        ...Object.fromEntries(files.map(({ path, text }) => [path, text])),
        'index.html': page('Home'),
        'answers/price/index.html': page('Moved'),
        'answers/price/more/index.html': page('More'),
        'answers/price-list/index.html': page('List'),
        'answers/größe/index.html': page('Size'),
      });
      const { origin, stop } = await startHost(name, folder, root);
      const told: string[] = [];
      try {
        for (const path of [
          '/answers/price/?from=crm&q=a%20b',
          '/answers/price',
          '/answers/price/index.html',
          '/answers/alt/gr%C3%B6%C3%9Fe/',
          '/answers/price/more/',
          '/answers/price-list/',
        ]) {
          const response = await fetch(origin + path, { redirect: 'manual' });
          for (const [each, value] of Object.entries(headers.all))
            expect(response.headers.get(each)).toBe(value);
          const to = response.headers
            .get('location')
            ?.replace(/^http:\/\/127\.0\.0\.1(?::\d+)?/, '')
            .replace(/%../g, (letter) => letter.toUpperCase());
          const title = /<title>(.*)<\/title>/.exec(await response.text())?.[1] ?? '';
          told.push(`${path} ${String(response.status)} ${to ?? title}`);
        }
      } finally {
        await stop();
      }
      expect(told).toEqual([
        '/answers/price/?from=crm&q=a%20b 301 /answers/gr%C3%B6%C3%9Fe/?from=crm&q=a%20b',
        '/answers/price 301 /answers/gr%C3%B6%C3%9Fe/',
        '/answers/price/index.html 301 /answers/gr%C3%B6%C3%9Fe/',
        '/answers/alt/gr%C3%B6%C3%9Fe/ 301 /answers/gr%C3%B6%C3%9Fe/',
        '/answers/price/more/ 200 More',
        '/answers/price-list/ 200 List',
      ]);
    },
  );
});

describe('the guide for nginx with a sign-in in front of a running hub', () => {
  const isThere = isInstalled('nginx');
  const guide = readFileSync(resolve(import.meta.dirname, '../../src/browser/README.md'), 'utf8');
  const recipe = /```nginx\n([^]*?)\n```/.exec(guide)?.[1] ?? '';
  let folder = '';
  let origin = '';
  let hub: RunningHub;
  let nginx: ChildProcess;
  /** Answers as oauth2-proxy does: who has its cookie is known. */
  const signIn = createHttpServer((request, response) => {
    const isKnown = request.headers.cookie === '_oauth2_proxy=good';
    if (request.url === '/oauth2/auth') {
      const who = {
        'x-auth-request-user': 'YQqg6Vn5VjLq0bXo',
        'x-auth-request-groups': 'everybody,sales-dach',
      };
      response.writeHead(isKnown ? 202 : 401, isKnown ? who : {}).end();
    } else response.writeHead(200).end('Sign in');
  });
  beforeAll(async () => {
    if (!isThere) return;
    folder = await mkdtemp(join(tmpdir(), 'hub-signed-in-'));
    hub = await startHub(dist);
    signIn.listen(0, '127.0.0.1');
    await once(signIn, 'listening');
    const port = await freePort();
    const server = recipe
      .replace('listen 443 ssl;', `listen 127.0.0.1:${String(port)};`)
      .replaceAll('127.0.0.1:4180', `127.0.0.1:${String((signIn.address() as AddressInfo).port)}`)
      .replaceAll('http://127.0.0.1:4321', hub.origin);
    const { config, args } = hosts.nginx(folder, port);
    await writeFile(join(folder, 'conf'), config.replace(/server \{[^]*\}\s*\}$/, `${server}\n}`));
    nginx = spawn('nginx', args(join(folder, 'conf')), { stdio: 'ignore' });
    origin = `http://127.0.0.1:${String(port)}`;
    await vi.waitFor(() => fetch(origin), { timeout: 10_000 });
  });
  afterAll(async () => {
    if (!isThere) return;
    nginx.kill('SIGTERM');
    await once(nginx, 'exit');
    signIn.close();
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const ask = (path: string, cookie = '') =>
    fetch(origin + path, { headers: { cookie }, redirect: 'manual' });

  test.skipIf(!isThere)(
    'leads whoever is not known to the sign-in, and answers programs with 401 (wants nginx)',
    async () => {
      const page = await ask('/answers/');
      expect(page.status).toBe(302);
      expect(page.headers.get('location')).toContain('/oauth2/sign_in?rd=/answers/');
      expect((await ask('/identity.json')).status).toBe(401);
      expect((await ask('/adoption/snapshot.json')).status).toBe(302);
    },
  );

  test.skipIf(!isThere)(
    'lets in whoever is, with the headers of the hub, and says who they are (wants nginx)',
    async () => {
      const page = await ask('/answers/', '_oauth2_proxy=good');
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain('frame-ancestors');
      expect(await (await ask('/identity.json', '_oauth2_proxy=good')).json()).toEqual({
        id: 'YQqg6Vn5VjLq0bXo',
        team: 'dach',
      });
    },
  );
});
