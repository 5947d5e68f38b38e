import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Only what a repository needs: no configuration of the machine, and nothing of a hook that runs these tests. */
const ENV = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ines Varga',
  GIT_AUTHOR_EMAIL: 'ines@example.com',
  GIT_COMMITTER_NAME: 'Ines Varga',
  GIT_COMMITTER_EMAIL: 'ines@example.com',
  GIT_AUTHOR_DATE: '2026-11-22T09:00:00Z',
  GIT_COMMITTER_DATE: '2026-11-22T09:00:00Z',
};

/** Runs git in a folder, and answers what it printed. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd, env: ENV });
  return stdout.trim();
}

/** Writes files by path and commits all there is. */
export async function commitFiles(cwd: string, files: Record<string, string>): Promise<void> {
  await writeFiles(cwd, files);
  await git(cwd, 'add', '--all');
  await git(cwd, 'commit', '--quiet', '--message', 'content');
}

/** Writes files by path, with the folders they need. */
export async function writeFiles(cwd: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), text);
  }
}
