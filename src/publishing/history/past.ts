import { parseAsset, type Asset } from '../../library/asset.ts';
import { compareParts, partsOf, type AssetChanges, type Step } from '../../reader/visits/changes.ts';
import type { Day } from '../../library/dates.ts';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import type { Schemas } from '../../library/kinds/schema.ts';
import type { Version } from './history.ts';

/** A version of an asset's file and its text; undefined where this copy of the repository does not hold it. */
export interface PastText {
  version: Version;
  bytes: Uint8Array | undefined;
}

/**
 * The steps by meaning that an asset took: a new review date or other white space is none.
 *
 * @param past newest first; texts that the schemas refuse are passed over
 * @param schemasAt the schemas of now with the facts of then
 * @param today the day of what is not committed yet
 */
export function buildChanges(
  asset: Asset,
  past: readonly PastText[],
  schemasAt: (version: Version) => Schemas,
  today: Day,
  compile: CompileMarkdown,
): AssetChanges {
  const steps: Step[] = [];
  let newer = asset;
  /** The version in which `newer` came to be, as far as is known yet. */
  let since: Version | undefined;
  for (const { version, bytes } of past) {
    const older = bytes && parseAsset({ path: version.path, bytes }, schemasAt(version), compile).asset;
    if (older === undefined) continue;
    if (older.revision !== newer.revision) {
      steps.push({
        from: older.revision,
        to: newer.revision,
        day: since?.day ?? today,
        by: since?.by ?? [],
        changes: compareParts(partsOf(older), partsOf(newer)),
      });
      newer = older;
    }
    since = version;
  }
  return { revision: asset.revision, steps };
}
