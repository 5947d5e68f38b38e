import { contentFolder } from '../adapters/content-folder.ts';
import { readPast } from '../adapters/git/past.ts';
import { compileMarkdown } from '../adapters/markdown.ts';
import type { AssetChanges } from '../reader/visits/changes.ts';
import { addDays } from '../library/dates.ts';
import { createSchemasAt } from '../publishing/history/fact-history.ts';
import { buildChanges } from '../publishing/history/past.ts';
import { LOOKED_BACK_DAYS } from './history.ts';
import { collectSite } from './site.ts';

/** So many past texts are read and compared in a second or two. */
const LIMITS = { ofOne: 12, ofAll: 3000 };

/** What changed lately in each asset whose meaning did, by its id. Empty where git knows nothing. */
export async function collectChanges(): Promise<Map<string, AssetChanges>> {
  const { hub, library, history, factVersions, today } = await collectSite();
  const changes = new Map<string, AssetChanges>();
  if (history === undefined) return changes;
  const folder = contentFolder(process.env);
  const since = addDays(today, -LOOKED_BACK_DAYS);
  const past = await readPast(folder, history, { since, ...LIMITS }, process.env);
  const schemasAt = createSchemasAt(hub, factVersions);
  for (const asset of library.assets) {
    const texts = past.get(asset.path);
    if (texts === undefined) continue;
    const found = buildChanges(asset, texts, schemasAt, today, compileMarkdown);
    if (found.steps.length > 0) changes.set(asset.id, found);
  }
  return changes;
}
