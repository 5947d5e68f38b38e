/**
 * Cuts test/fixtures/github/api.json anew: `node test/support/github/github-refresh.ts`.
 * The package is 438 MB once unpacked, so it is fetched into a temporary folder and only one file of it is unpacked.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { githubOperations } from './github-operations.ts';
import { cutSlice, type Schema } from './github-slice.ts';

const PACKAGE = '@octokit/openapi@23.0.2';
const FILE = 'package/generated/api.github.com.json';
const target = resolve(import.meta.dirname, '../../fixtures/github/api.json');

const scratch = await mkdtemp(join(tmpdir(), 'hub-openapi-'));
try {
  execFileSync('npm', ['pack', PACKAGE, '--silent'], {
    cwd: scratch,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const [archive = ''] = await readdir(scratch);
  execFileSync('tar', ['-xzf', archive, FILE], { cwd: scratch });
  const document = JSON.parse(await readFile(join(scratch, FILE), 'utf8')) as Schema;
  await writeFile(target, `${JSON.stringify(cutSlice(document, githubOperations))}\n`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
process.stdout.write(`${target}: ${String((await stat(target)).size)} bytes\n`);
