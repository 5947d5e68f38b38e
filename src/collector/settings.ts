import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../library/user-error.ts';

/** What the embedded collector is set up with. */
export interface CollectorSettings {
  /** Folder of the store. */
  folder: string;
  /** The token that events carry; not a secret, it stands in every page. */
  projectToken: string;
  /** The key that questions carry; a secret. */
  queryKey: string;
}

/** `HUB_DATA`: where the embedded store lives. */
export function dataFolder(env: Record<string, string | undefined>): string {
  return resolve(env['HUB_DATA'] ?? '.hub');
}

/** `HUB_PROJECT_TOKEN`. */
export function projectToken(env: Record<string, string | undefined>): string {
  return env['HUB_PROJECT_TOKEN'] ?? 'phc_hub';
}

/** The query key in the folder; undefined when none was made yet. */
async function readKey(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trim() === '' ? undefined : text.trim();
}

/**
 * Settings from the environment. The query key is `HUB_QUERY_KEY`, else the one in `query-key` in the data folder,
 * which is made once and which only this user can read. Throws a UserError when it cannot be written.
 */
export async function readCollectorSettings(
  env: Record<string, string | undefined>,
): Promise<CollectorSettings> {
  const folder = dataFolder(env);
  const path = join(folder, 'query-key');
  const settings = { folder, projectToken: projectToken(env) };
  const given = env['HUB_QUERY_KEY'] ?? (await readKey(path));
  if (given !== undefined && given !== '') return { ...settings, queryKey: given };
  const made = `phx_${randomBytes(24).toString('base64url')}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, `${made}\n`, { mode: 0o600, flag: 'wx' });
    return { ...settings, queryKey: made };
  } catch {
    // Another command may have made one at the same moment.
    const theirs = await readKey(path);
    if (theirs !== undefined) return { ...settings, queryKey: theirs };
    throw new UserError(
      `The query key cannot be written to ${path}.`,
      'Give this user the right to write there, set HUB_DATA to another folder, or set HUB_QUERY_KEY. Nothing was changed.',
    );
  }
}
