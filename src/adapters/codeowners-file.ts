import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../library/user-error.ts';
import { CODEOWNERS_PATH } from '../publishing/review/codeowners.ts';
import { writeWholeFile } from './write-file.ts';

/** The text of CODEOWNERS beside a content folder; undefined where there is none that can be read. */
export async function readCodeowners(folder: string): Promise<string | undefined> {
  return readFile(join(dirname(folder), CODEOWNERS_PATH), 'utf8').catch(() => undefined);
}

/** Writes it. Throws a UserError when the disk refuses. */
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
