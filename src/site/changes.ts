import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentFolder } from '../adapters/content-folder.ts';
import { readPast, readPastFiles } from '../adapters/git/past.ts';
import { compileMarkdown } from '../adapters/markdown.ts';
import type { AssetChanges } from '../reader/visits/changes.ts';
import type { Asset } from '../library/asset.ts';
import { offeredFiles } from '../library/attachments.ts';
import { FILES_FOLDER } from '../library/content-tree.ts';
import { addDays } from '../library/dates.ts';
import { createSchemasAt } from '../publishing/history/fact-history.ts';
import { addPastFiles, buildChanges, type PastFile, type PastText } from '../publishing/history/past.ts';
import { downloadsOf } from '../library/kinds/asset-data.ts';
import type { ContentHistory } from '../publishing/history/history.ts';
import { LOOKED_BACK_DAYS } from './history.ts';
import { collectSite } from './site.ts';

/** So many past texts are read and compared in a second or two. */
const LIMITS = { ofOne: 12, ofAll: 3000 };

const filesOf = (asset: Asset, offered: ReadonlyMap<string, PastFile[]>): Map<string, PastFile[]> =>
  new Map(
    downloadsOf(asset).flatMap(({ file }) => {
      const versions = offered.get(FILES_FOLDER + file);
      return versions === undefined ? [] : [[FILES_FOLDER + file, versions] as const];
    }),
  );

/** The text of an asset that never changed, while a file of it did. */
async function readOnlyVersion(
  folder: string,
  { path }: Asset,
  { byPath }: ContentHistory,
  files: ReadonlyMap<string, readonly PastFile[]>,
): Promise<PastText[] | undefined> {
  const [version] = byPath.get(path) ?? [];
  if (version === undefined || [...files.values()].every(({ length }) => length < 2)) return undefined;
  const bytes = await readFile(join(folder, path)).catch(() => undefined);
  return bytes && [{ version, bytes }];
}

/** What changed lately in each asset whose meaning did, by its id. Empty where git knows nothing. */
export async function collectChanges(): Promise<Map<string, AssetChanges>> {
  const { hub, library, history, factVersions, today } = await collectSite();
  const changes = new Map<string, AssetChanges>();
  if (history === undefined) return changes;
  const folder = contentFolder(process.env);
  const since = addDays(today, -LOOKED_BACK_DAYS);
  const past = await readPast(folder, history, { since, ...LIMITS }, process.env);
  const offered = await readPastFiles(folder, history, offeredFiles(library), process.env);
  const schemasAt = createSchemasAt(hub, factVersions);
  for (const asset of library.assets) {
    const files = filesOf(asset, offered);
    const own = past.get(asset.path) ?? (await readOnlyVersion(folder, asset, history, files));
    if (own === undefined) continue;
    const texts = files.size === 0 ? own : addPastFiles(own, files).slice(0, LIMITS.ofOne);
    const found = buildChanges(asset, texts, schemasAt, today, compileMarkdown);
    if (found.steps.length > 0) changes.set(asset.id, found);
  }
  return changes;
}
