import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../library/user-error.ts';
import { writeWholeFile } from './write-file.ts';

/** What is written into a content folder and what goes from it; paths are inside of it. */
export interface ContentMove {
  /** Files that go to another place, where their text is written, or away. */
  files: readonly { from: string; to: string | undefined }[];
  /** Texts by the paths that they have afterwards. */
  texts: ReadonlyMap<string, string>;
}

/**
 * Writes all texts, and only then takes away the files that went to another place. Rejects with a UserError when the disk
 * refuses: nothing is lost then, and git shows what was written.
 */
export async function moveContentFiles(folder: string, { files, texts }: ContentMove): Promise<void> {
  try {
    for (const [path, text] of texts) await writeWholeFile(join(folder, path), text);
    // Windows and macOS know no difference between A and a.
    const there = new Set([...texts.keys()].map((path) => path.toLowerCase()));
    for (const { from } of files)
      if (!there.has(from.toLowerCase())) await rm(join(folder, from), { force: true });
  } catch (error) {
    throw new UserError(
      `${folder} cannot be written (${String((error as NodeJS.ErrnoException).code)}).`,
      'Give yourself the right to write there and run the command again. No text is lost: git diff shows what was written by then.',
    );
  }
}
