import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Instructions of the Dockerfile with their words, in order. */
const instructions = readFileSync(join(root, 'scripts/container.dockerfile'), 'utf8')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, name = '', words = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    return { name, words };
  });

const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * The steps as lines of a shell in an empty root, which has the programs of this machine in place of those of the base
 * image. Throws at an instruction that it does not know.
 */
function renderSteps(context: string): { build: string[]; run: (name: 'CMD' | 'HEALTHCHECK') => string } {
  const build: string[] = [];
  let user = 'root';
  let folder = '/';
  const settings: string[] = [];
  const inRoom = (command: string) => {
    const as = user === 'root' ? '' : 'setpriv --reuid 1000 --regid 1000 --clear-groups ';
    const words = `cd ${folder} && ${command.replaceAll('node:node', '1000:1000')}`;
    return `chroot "$ROOM" ${as}env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/home/node ${settings.map(quote).join(' ')} sh -c ${quote(words)}`;
  };
  for (const { name, words } of instructions) {
    switch (name) {
      case 'FROM':
      case 'VOLUME':
      case 'EXPOSE':
      case 'CMD':
      case 'HEALTHCHECK':
        break;
      case 'ENV':
        settings.push(...words.split(' '));
        break;
      case 'USER':
        user = words;
        break;
      case 'WORKDIR':
        folder = words;
        break;
      case 'RUN':
        build.push(inRoom(words));
        break;
      case 'COPY': {
        const [sources, to] = [words.split(' ').slice(1, -1), words.split(' ').at(-1) ?? ''];
        for (const source of sources)
          build.push(
            `cp -a ${join(context, source)}${source === '.' ? '/.' : ''} "$ROOM"${join(folder, to)}/`,
          );
        build.push(`chown -R 1000:1000 "$ROOM"${folder}`);
        break;
      }
      default:
        throw new Error(`What does ${name} do in a room?`);
    }
  }
  return {
    build,
    run: (name) => {
      const { words = '' } = instructions.find((each) => each.name === name) ?? {};
      const command = JSON.parse(/\[.*\]/.exec(words)?.[0] ?? '[]') as string[];
      return inRoom(`exec ${command.map(quote).join(' ')}`);
    },
  };
}

const mayMount = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;
let scratch = '';
let hub: ChildProcess;
let said = '';
let origin = '';

beforeAll(async () => {
  if (!mayMount) return;
  scratch = await mkdtemp(join(tmpdir(), 'hub-container-'));
  const context = join(scratch, 'context');
  const files = execFileSync('git', [
    '-C',
    root,
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  ]);
  for (const path of files.toString().split('\0').filter(Boolean)) {
    await mkdir(join(context, dirname(path)), { recursive: true });
    execFileSync('cp', ['--no-dereference', join(root, path), join(context, path)]);
  }
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  const { build, run } = renderSteps(context);
  const script = [
    'set -eu',
    // Nothing of this machine but its programs, which nobody can write to.
    'for each in usr etc; do mkdir -p "$ROOM/$each"; mount --bind "/$each" "$ROOM/$each"; mount -o remount,bind,ro "$ROOM/$each"; done',
    'for each in bin sbin lib lib64; do if [ -L "/$each" ]; then ln -s "usr/$each" "$ROOM/$each"; else mkdir -p "$ROOM/$each"; mount --bind "/$each" "$ROOM/$each"; fi; done',
    'mkdir -p "$ROOM/proc" "$ROOM/dev" "$ROOM/tmp" "$ROOM/home/node"; chmod 1777 "$ROOM/tmp"; chown 1000:1000 "$ROOM/home/node"',
    'mount -t proc proc "$ROOM/proc"; mount --bind /dev "$ROOM/dev"',
    ...build.map((step) => `${step} >>"$ROOM/../said" 2>&1`),
    `(until [ -e "$ROOM/../check" ]; do sleep 0.2; done; if ${run('HEALTHCHECK')}; then echo healthy; else echo ill; fi) &`,
    // The first process of its room stays this shell: with it everything in the room ends.
    `${run('CMD')} & wait`,
  ]
    .join('\n')
    .replaceAll('PORT=4321', `PORT=${String(port)}`);
  await writeFile(join(scratch, 'steps.sh'), script);
  await mkdir(join(scratch, 'room'));
  hub = spawn('unshare', ['--mount', '--pid', '--fork', '--kill-child', 'bash', join(scratch, 'steps.sh')], {
    env: { ...process.env, ROOM: join(scratch, 'room') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  hub.stdout?.on('data', (part: Buffer) => (said += part.toString()));
  hub.stderr?.on('data', (part: Buffer) => (said += part.toString()));
  origin = `http://127.0.0.1:${String(port)}`;
  await vi.waitFor(
    () => {
      if (hub.exitCode !== null) throw new Error(`It ended:\n${said}`);
      return fetch(origin);
    },
    { timeout: 240_000, interval: 500 },
  );
}, 300_000);
afterAll(async () => {
  if (!mayMount) return;
  hub.kill('SIGKILL');
  if (hub.exitCode === null && hub.signalCode === null) await once(hub, 'exit');
  await rm(scratch, { recursive: true, force: true });
});

test.skipIf(!mayMount)(
  'the steps of the Dockerfile make a hub that serves, says it is well, and keeps its events in the volume (wants root and unshare)',
  async () => {
    expect(await (await fetch(origin)).text()).toContain('<main');
    const sent = await fetch(`${origin}/x7k/e/`, {
      method: 'POST',
      body: JSON.stringify({ api_key: 'phc_hub', event: 'hub_opened', distinct_id: 'a1b2' }),
    });
    expect(sent.status).toBe(200);
    await writeFile(join(scratch, 'check'), '');
    await vi.waitFor(() => expect(said).toContain('healthy'), { timeout: 20_000 });
    expect(await readdir(join(scratch, 'room/data/hub'))).toContain('journal');
    expect(await readdir(join(scratch, 'room/hub'))).not.toContain('dist');
  },
);
