import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decodeUtf8 } from '../library/decode-utf8.ts';
import { UserError } from '../library/user-error.ts';
import { CODEOWNERS_PATH } from '../publishing/review/codeowners.ts';
import { writeWholeFile } from './write-file.ts';

/**
 * The text of CODEOWNERS beside a content folder; undefined where there is none that can be read. Rejects with a
 * UserError when it is not written in UTF-8: written anew, the lines of people would come out wrong.
 */
export async function readCodeowners(folder: string): Promise<string | undefined> {
  const path = join(dirname(folder), CODEOWNERS_PATH);
  const bytes = await readFile(path).catch(() => undefined);
  const decoded = bytes && decodeUtf8(bytes);
  if (decoded === undefined || 'text' in decoded) return decoded?.text;
  const { line, message, hint } = decoded.fault;
  throw new UserError(`${path} line ${String(line)}: ${message}`, `${hint} Nothing was written.`);
}

/** Writes it. Rejects with a UserError when the disk refuses. */
export async function writeCodeowners(folder: string, text: string): Promise<void> {
  const path = join(dirname(folder), CODEOWNERS_PATH);
  try {
    await writeWholeFile(path, text);
  } catch (error) {
    throw new UserError(
      `${path} cannot be written (${String((error as NodeJS.ErrnoException).code)}).`,
      'Give yourself the right to write it and run the command again. It is as it was.',
    );
  }
}
