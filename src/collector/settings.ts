import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from '../adapters/data-folder.ts';
import { writeSecretOnce } from '../adapters/write-file.ts';
import { UserError } from '../library/user-error.ts';
import { projectToken } from '../usage/wire/project-token.ts';

/** What the embedded collector is set up with. */
export interface CollectorSettings {
  /** Folder of the store. */
  folder: string;
  /** The token that events carry; not a secret, it stands in every page. */
  projectToken: string;
  /** The key that questions carry; a secret. */
  queryKey: string;
}

/** The query key in the folder; undefined when none was made yet. Rejects with a UserError when the file is empty. */
async function readKey(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  // A new one in its place would shut out whoever has the old one, and nobody would know why.
  if (text?.trim() === '')
    throw new UserError(
      `The query key in ${path} is empty.`,
      'Put the key back that the commands and dashboards ask with, or delete the file: the next start makes a new key. Nothing was changed.',
    );
  return text?.trim();
}

/** `HUB_QUERY_KEY`; undefined when it is not set. Throws a UserError when it is set and empty. */
function givenKey(env: Record<string, string | undefined>, path: string): string | undefined {
  const given = env['HUB_QUERY_KEY']?.trim();
  if (given !== '') return given;
  throw new UserError(
    'HUB_QUERY_KEY is set and empty.',
    `Set it to the key that the commands and dashboards ask with, or leave it out for the one in ${path}. Nothing was changed.`,
  );
}

/**
 * Settings from the environment. The query key is `HUB_QUERY_KEY`, else the one in `query-key` in the data folder,
 * which is made once and which only this user can read. Rejects with a UserError when it cannot be written, and when either
 * is there and empty.
 */
export async function readCollectorSettings(
  env: Record<string, string | undefined>,
): Promise<CollectorSettings> {
  const folder = dataFolder(env);
  const path = join(folder, 'query-key');
  const settings = { folder, projectToken: projectToken(env) };
  const given = givenKey(env, path) ?? (await readKey(path));
  if (given !== undefined) return { ...settings, queryKey: given };
  await writeSecretOnce(path, `phx_${randomBytes(24).toString('base64url')}\n`).catch(() => undefined);
  // Another command may have made one at the same moment.
  const queryKey = await readKey(path);
  if (queryKey !== undefined) return { ...settings, queryKey };
  throw new UserError(
    `The query key cannot be written to ${path}.`,
    'Give this user the right to write there, make room on that disk, set HUB_DATA to another folder, or set HUB_QUERY_KEY. Nothing was changed.',
  );
}
