import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SEARCH_PREFIX } from '../library/addresses.ts';
import type { IndexFile } from '../search/document.ts';
import type { EarlierBuild } from './earlier-build.ts';
import { siteFile, type SiteFile } from './site-files.ts';

/**
 * Writes the files of an index into a site. They lie in a folder that is named by what is in them, so every edit moves them
 * all; those that are the same stay in it and are not written again.
 */
export function writeSearchFiles(
  siteFolder: string,
  files: readonly IndexFile[],
  earlier: EarlierBuild | undefined,
): SiteFile[] {
  const folder = join(siteFolder, SEARCH_PREFIX);
  const written = files.map(({ name, bytes }) => siteFile(SEARCH_PREFIX + name, bytes));
  const folders = new Set(files.map(({ name }) => dirname(name)));
  const [before] = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory())
    : [];
  const now = [...folders].find((name) => name !== '.') ?? '';
  const sameAs = (url: string) => earlier?.find(url)?.hash;
  const unchanged = new Set(
    before === undefined
      ? []
      : written
          .filter((file) => sameAs(file.url.replace(`/${now}/`, `/${before.name}/`)) === file.hash)
          .map(({ url }) => url),
  );
  if (before !== undefined && before.name !== now) renameSync(join(folder, before.name), join(folder, now));
  for (const each of folders) mkdirSync(join(folder, each), { recursive: true });
  // In one go: thousands of small files cost twice the time when each waits for its turn.
  for (const [at, { name, bytes }] of files.entries()) {
    if (!unchanged.has(written[at]?.url ?? '')) writeFileSync(join(folder, name), bytes);
  }
  return written;
}
