import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../src/library/user-error.ts';

/** ClickHouse as a library. Pinned: another version may format or compare a value differently. */
const CHDB_VERSION = '3.4.0';

/** Git and the tests leave `.hub` alone. */
const CHDB_FOLDER = resolve(import.meta.dirname, '../../.hub/clickhouse');

/** What is used of chdb: one engine for the process, asked with text. */
export interface ChdbSession {
  query: (sql: string, format: string) => string;
  close: () => void;
}

/**
 * Opens ClickHouse, installing it first when it is not there. It stays out of package.json, since it weighs 566 MB
 * and only this proof needs it. `say` is told what is done. Rejects with a UserError when it cannot be had.
 */
export async function openChdb(say: (line: string) => void): Promise<ChdbSession> {
  const entry = join(CHDB_FOLDER, 'node_modules/chdb/index.mjs');
  const stamp = join(CHDB_FOLDER, `installed-${CHDB_VERSION}`);
  if (!existsSync(entry) || !existsSync(stamp)) {
    say(
      `Installing chdb ${CHDB_VERSION} (ClickHouse as a library, 566 MB) into .hub/clickhouse/; package.json stays as it is.`,
    );
    await mkdir(CHDB_FOLDER, { recursive: true });
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const options = ['--prefix', CHDB_FOLDER, '--no-save', '--no-package-lock', '--no-audit', '--no-fund'];
    const { status, error } = spawnSync(npm, ['install', ...options, `chdb@${CHDB_VERSION}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (error !== undefined || status !== 0 || !existsSync(entry))
      throw new UserError(
        `chdb ${CHDB_VERSION} could not be installed.`,
        'It exists for Linux with glibc and for macOS. Nothing of the hub was changed.',
      );
    await writeFile(stamp, '');
  }
  try {
    const chdb = (await import(pathToFileURL(entry).href)) as { Session: new () => ChdbSession };
    return new chdb.Session();
  } catch (error) {
    throw new UserError(
      `ClickHouse cannot be loaded on this machine (${error instanceof Error ? error.message : String(error)}).`,
      'It needs Linux with glibc or macOS; on Windows use WSL. Nothing of the hub was changed.',
    );
  }
}
