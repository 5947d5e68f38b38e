import { contentFolder } from '../adapters/content-folder.ts';
import { readPast } from '../adapters/git-past.ts';
import { readSharedLibrary, sharedLibrary } from '../integration/shared-library.ts';
import { addDays } from '../library/dates.ts';
import { buildSchemas } from '../library/schema.ts';
import { buildChanges, type AssetChanges } from '../publishing/past.ts';
import { collectSite } from './site.ts';

/** Whoever has not opened a piece for longer reads it anew. */
const LOOKED_BACK_DAYS = 180;
/** So many past texts are read and compared in a second or two. */
const LIMITS = { ofOne: 12, ofAll: 3000 };

/** What changed lately in each asset whose meaning did, by its id. Empty where git knows nothing. */
export async function collectChanges(): Promise<Map<string, AssetChanges>> {
  const { hub, history, today } = await collectSite();
  const changes = new Map<string, AssetChanges>();
  if (history === undefined) return changes;
  const folder = contentFolder(process.env);
  const { library } = sharedLibrary() ?? (await readSharedLibrary(folder));
  const since = addDays(today, -LOOKED_BACK_DAYS);
  const past = await readPast(folder, history, { since, ...LIMITS }, process.env);
  const schemas = buildSchemas(hub);
  for (const asset of library.assets) {
    const texts = past.get(asset.path);
    if (texts === undefined) continue;
    const found = buildChanges(asset, texts, schemas, today);
    if (found.steps.length > 0) changes.set(asset.id, found);
  }
  return changes;
}
