import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { readCode } from '../support/law/source-files.ts';

const root = resolve(import.meta.dirname, '../..');
/** Turns a Node into one that cannot read TypeScript, as older ones are. */
const TOO_OLD = '--no-experimental-strip-types';
let checkout: string;

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'hub-start-'));
  await mkdir(join(checkout, 'scripts'));
  for (const name of ['package.json', 'scripts/hub.js'])
    await copyFile(join(root, name), join(checkout, name));
});
afterEach(() => rm(checkout, { recursive: true, force: true }));

async function run(folder: string, ...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, out, err: err.replace(process.versions.node, '20.20.2') };
}

test('a command gets its words', async () => {
  const { code, out } = await run(root, 'scripts/hub.js', 'search', '--help');
  expect(code).toBe(0);
  expect(out).toMatch(/^npm run search -- WORDS/);
});

test('a Node that is too old hands over to the one that the install brought, and its exit code comes back', async () => {
  const { out } = await run(root, TOO_OLD, 'scripts/hub.js', 'search', '--help');
  expect(out).toMatch(/^npm run search -- WORDS/);
  const { code, err } = await run(root, TOO_OLD, 'scripts/hub.js', 'search', '--nonsense');
  expect(code).toBe(2);
  expect(err).toContain('search does not know --nonsense.');
});

test('the Node that the install brought hands over to none where it may not read TypeScript either', async () => {
  vi.stubEnv('NODE_OPTIONS', TOO_OLD);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { code, err } = await run(root, 'scripts/hub.js', 'search', '--help');
  expect(code).toBe(2);
  expect(err).toMatchInlineSnapshot(`
    "The Node that the install brought may not read TypeScript here.
    Take the flag that forbids it out of NODE_OPTIONS and run the command again. Nothing was written.
    "
  `);
});

test('a Node that is too old says what to do where none was brought', async () => {
  const { code, err } = await run(checkout, TOO_OLD, 'scripts/hub.js', 'start');
  expect(code).toBe(2);
  expect(err).toMatchInlineSnapshot(`
    "This is Node 20.20.2, and the hub needs 22.18 or later.
    \`npm install --include=optional\` brings one along for Linux, macOS and Windows; elsewhere install Node 22.18 or later from nodejs.org.
    "
  `);
});

test('a package that is not installed is named, with what installs it', async () => {
  await writeFile(join(checkout, 'scripts/bench.ts'), "import 'minisearch';\n");
  const { code, err } = await run(checkout, 'scripts/hub.js', 'bench');
  expect(code).toBe(2);
  expect(err).toMatchInlineSnapshot(`
    "npm run bench needs the package minisearch, which is not installed.
    Run \`npm install --include=dev\` and then the command again. Nothing was written.
    "
  `);
});

test('a file of the hub that is missing is a fault with its stack', async () => {
  await writeFile(join(checkout, 'scripts/bench.ts'), "import './gone.ts';\n");
  const { code, err } = await run(checkout, 'scripts/hub.js', 'bench');
  expect(code).toBe(1);
  expect(err).toContain('ERR_MODULE_NOT_FOUND');
});

test('commands and tests start no program that only some systems have', async () => {
  const code = await readCode(root, [
    'scripts',
    'test/build',
    'test/browser',
    'test/contract',
    'test/support',
  ]);
  const started = code.flatMap(({ path, text }) =>
    [...text.matchAll(/\b(?:spawn|exec|execFile)(?:Sync)?\)?\(\s*'([^']+)'/g)].map(
      ([, program = '']) => `${path.replace(/^test\//, '')}: ${program}`,
    ),
  );
  // Bash runs what is tested on Linux alone; npm and tar are of whoever refreshes a fixture.
  expect(started.filter((one) => !one.endsWith(': git')).sort()).toMatchInlineSnapshot(`
    [
      "build/container.test.ts: cp",
      "build/container.test.ts: unshare",
      "build/container.test.ts: unshare",
      "build/hosts.test.ts: nginx",
      "build/hosts.test.ts: which",
      "contract/check-change.test.ts: bash",
      "contract/check-change.test.ts: bash",
      "contract/collector-durability.test.ts: bash",
      "support/github/github-refresh.ts: npm",
      "support/github/github-refresh.ts: tar",
    ]
  `);
});
