import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openCodeCache } from '../adapters/code-cache.ts';
import { readPicture } from '../adapters/pictures/draw-attachments.ts';
import { PICTURES_PREFIX } from '../library/addresses.ts';
import type { Library } from '../library/library.ts';
import { pictureFiles } from '../library/picture-list.ts';
import { pathOfUrl, type SiteFile } from './site-files.ts';

/** Puts the pictures of the pages of files into a site, each once. What lies there under its name already stays. */
export async function writePictureFiles(
  siteFolder: string,
  library: Pick<Library, 'assets'>,
  env: Record<string, string | undefined>,
): Promise<SiteFile[]> {
  const cache = openCodeCache(env);
  const written: SiteFile[] = [];
  for (const name of pictureFiles(library)) {
    const url = PICTURES_PREFIX + name;
    const path = pathOfUrl(siteFolder, url);
    const bytes = await readPicture(cache, name);
    // Gone between drawing and now: its page says what is on it.
    if (bytes === undefined) continue;
    const there = await stat(path).catch(() => undefined);
    if (there?.size !== bytes.length) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
    written.push({ url, bytes: bytes.length, hash: name.slice(0, name.indexOf('.')) });
  }
  return written;
}
