import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../library/is-record.ts';
import { UserError } from '../library/user-error.ts';
import { keepTables, type FrozenBook, type FrozenTable } from '../usage/privacy/freeze.ts';
import { dataFolder } from './data-folder.ts';
import { codeOf, writeSecretOnce, writeWholeFile } from './write-file.ts';

/** The form of the file; a hub that knows a later one must not be followed by one that does not. */
const VERSION = 1;
const SECRET_BYTES = 32;

/** The secret from text, as `HUB_ROUNDING_SECRET` and the file hold it. Throws a UserError where it is none. */
function readSecret(text: string, where: string): Uint8Array {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length === SECRET_BYTES) return new Uint8Array(bytes);
  throw new UserError(
    `${where} holds no secret for rounding: ${String(SECRET_BYTES)} bytes in base64 are wanted.`,
    'Put back the one that was there, or make one with: openssl rand -base64 32. With a new secret, weeks to come are rounded anew; those that were counted stay. Nothing was changed.',
  );
}

/**
 * The secret that rounding goes by: `HUB_ROUNDING_SECRET`, else the file `rounding-secret` in the folder, which is made
 * once and which only this user can read. Rejects with a UserError.
 */
export async function openSecret(
  folder: string,
  env: Record<string, string | undefined>,
): Promise<Uint8Array> {
  const given = env['HUB_ROUNDING_SECRET'];
  if (given !== undefined) return readSecret(given, 'HUB_ROUNDING_SECRET');
  const path = join(folder, 'rounding-secret');
  const read = async () => {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    return text === undefined ? undefined : readSecret(text, path);
  };
  try {
    const kept = await read();
    if (kept !== undefined) return kept;
    await writeSecretOnce(path, `${randomBytes(SECRET_BYTES).toString('base64')}\n`);
    return (await read()) ?? readSecret('', path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `The secret that numbers are rounded by cannot be read or written at ${path} (${codeOf(error)}).`,
      'Give this user the right to, make room on that disk, set HUB_DATA to another folder, or set HUB_ROUNDING_SECRET. Nothing was changed.',
    );
  }
}

function isTable(value: unknown): value is FrozenTable {
  return (
    isRecord(value) &&
    ['question', 'from', 'to', 'source'].every((key) => typeof value[key] === 'string') &&
    typeof value['weeks'] === 'number' &&
    ['columns', 'groups', 'rows'].every((key) => Array.isArray(value[key]))
  );
}

/**
 * The weeks that were counted, in `frozen-weeks.json` beside the store; they are copied with it, and neither forgetting a
 * person nor making the store anew changes them. Rejects with a UserError when the file cannot be understood: to count
 * these weeks again could tell of single people.
 */
async function readTables(path: string): Promise<readonly FrozenTable[]> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
  }
  if (isRecord(value) && value['version'] === VERSION && Array.isArray(value['tables']))
    if (value['tables'].every(isTable)) return value['tables'];
  throw new UserError(
    `${path} holds the weeks that were counted, and cannot be understood.`,
    'Put it back from a copy, or update the hub if a later version wrote it. Weeks are not counted twice, since what differs would tell of single people; delete the file only if that is no concern. Nothing was changed.',
  );
}

/** Opens what is kept of weeks that are over, in `HUB_DATA`, `.hub` in the working directory without it. */
export async function openFrozenBook(env: Record<string, string | undefined>): Promise<FrozenBook> {
  const folder = dataFolder(env);
  const path = join(folder, 'frozen-weeks.json');
  return {
    secret: await openSecret(folder, env),
    read: () => readTables(path),
    async add(tables) {
      // Another command may have counted the same weeks meanwhile: what it wrote stays.
      const kept = await readTables(path);
      const all = keepTables(kept, tables);
      if (all === kept) return kept;
      const lines = all.map((table) => JSON.stringify(table)).join(',\n');
      try {
        await writeWholeFile(path, `{"version":${String(VERSION)},"tables":[\n${lines}\n]}\n`);
      } catch (error) {
        throw new UserError(
          `The weeks that were counted could not be written to ${path} (${codeOf(error)}), so they are not shown.`,
          'Make room on the disk or set HUB_DATA to a folder that can be written. What was counted before is unchanged, and nothing that was recorded is lost.',
        );
      }
      return all;
    },
  };
}
