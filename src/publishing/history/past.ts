import { parseAsset, type Asset } from '../../library/asset.ts';
import { nameFiles } from '../../library/attachments.ts';
import { compareParts, partsOf, type AssetChanges, type Step } from '../../reader/visits/changes.ts';
import type { Day } from '../../library/dates.ts';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import type { Schemas } from '../../library/kinds/schema.ts';
import type { Version } from './history.ts';

/** A version of an asset's file and its text; undefined where this copy of the repository does not hold it. */
export interface PastText {
  version: Version;
  bytes: Uint8Array | undefined;
  /** The names of the files of the content folder as they were then, by path; left out where none is known. */
  files?: ReadonlyMap<string, string>;
}

/** A version of a file that an asset offers, and the name of its bytes. */
export interface PastFile {
  version: Version;
  name: string;
}

/**
 * The texts of an asset with the files that it offered then, and one more for each version of such a file: whoever has another
 * deck has another revision, also where no word of its page changed.
 *
 * @param files versions of each file, newest first, by its path in the content folder
 */
export function addPastFiles(
  texts: readonly PastText[],
  files: ReadonlyMap<string, readonly PastFile[]>,
): PastText[] {
  const known = new Set(texts.map(({ version }) => version.place));
  const between = [...files.values()].flat().flatMap(({ version }): PastText[] => {
    const then = texts.find((text) => text.version.place >= version.place);
    if (then === undefined || known.has(version.place)) return [];
    known.add(version.place);
    return [{ version: { ...version, path: then.version.path }, bytes: then.bytes }];
  });
  return [...texts, ...between]
    .sort((a, b) => a.version.place - b.version.place)
    .map((text) => {
      const names = [...files].flatMap(([path, versions]) => {
        const name = versions.find(({ version }) => version.place >= text.version.place)?.name;
        return name === undefined ? [] : [[path, name] as const];
      });
      return { ...text, files: new Map(names) };
    });
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
  for (const { version, bytes, files } of past) {
    const read = bytes && parseAsset({ path: version.path, bytes }, schemasAt(version), compile).asset;
    if (read === undefined) continue;
    const older = nameFiles(read, (path) => files?.get(path));
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
