import { troubled, type ReadFile } from '../../files/file-text.ts';
import {
  attachFiles,
  filesToRead,
  nameFiles,
  offeredFiles,
  replaceAssets,
} from '../../library/attachments.ts';
import type { Content } from '../../library/content.ts';
import { blobName } from '../git/blob-name.ts';
import { openFileReader } from './file-reader.ts';

/** The content with the names and the words of the files that its assets offer. Nothing is started where there are none. */
export async function readAttachments(
  content: Content,
  readBytes: (path: string) => Promise<Uint8Array | undefined>,
): Promise<Content> {
  const paths = offeredFiles(content.library);
  if (paths.length === 0) return content;
  const worded = new Set(filesToRead(content.library));
  const reader = openFileReader(process.env);
  try {
    const names = new Map<string, string>();
    const read = new Map<string, ReadFile>();
    // One at a time, so that a folder of films and decks never lies in memory whole.
    for (const path of paths) {
      const bytes = await readBytes(path);
      if (bytes !== undefined) names.set(path, blobName(bytes));
      if (worded.has(path))
        read.set(path, bytes === undefined ? troubled('unread') : await reader.read(path, bytes));
    }
    const named = replaceAssets(content.library, (asset) => nameFiles(asset, (path) => names.get(path)));
    return { ...content, library: attachFiles(named, read) };
  } finally {
    reader.close();
  }
}
