import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAsset, type ParseAsset } from '../library/asset.ts';
import { findLines } from '../library/front-matter.ts';
import { seal, unseal } from './seal.ts';
import { writeWholeFile } from './write-file.ts';

/** What the files of assets were parsed to, kept for the next command that reads them. */
export interface ParsedAssets {
  /** Takes what was kept of the same bytes, else parses them. Files come in the order of their paths. */
  parse: ParseAsset;
  /** Keeps what was parsed, and of other files nothing. Never rejects: without it all is parsed again next time. */
  keep(): Promise<void>;
}

/** What became of one file. `lineOf` is looked up in the file again. */
type Kept = ReturnType<ParseAsset> & { source: string };

/** About so many assets are kept in a file: few enough to lie in memory, and to be written again when one is edited. */
const ASSETS_PER_FILE = 256;

/** Files begin with assets that their own paths choose, so that one that comes or goes moves no other to another file. */
const isFirst = (path: string): boolean =>
  hash('sha1', path, 'buffer').readUInt32BE() % ASSETS_PER_FILE === 0;

/** Where parsed assets are kept. */
export interface ParsedPlace {
  /** Path of a folder that holds nothing else. */
  folder: string;
  /** Names the code that parses. */
  code: string;
}

/**
 * Opens what is kept of the assets of a hub. Files that are broken, or of other code or another `hub.yaml`, are as good as none.
 *
 * @param hub bytes of its `hub.yaml`
 */
export function openParsedAssets(
  { folder, code }: ParsedPlace,
  hub: Uint8Array = new Uint8Array(),
): ParsedAssets {
  const version = `${code} ${hash('sha256', hub)}`;
  /** By name, what is to be written; undefined for what lies there already. */
  const files = new Map<string, string | undefined>();
  let open: { name: string; before: Map<string, Kept>; now: [path: string, Kept][] } | undefined;
  const close = () => {
    if (open === undefined) return;
    const { name, before, now } = open;
    const isSame = before.size === now.length && now.every(([path, kept]) => before.get(path) === kept);
    files.set(name, isSame ? undefined : JSON.stringify(now));
    open = undefined;
  };
  const openAt = (path: string) => {
    close();
    const name = hash('sha256', `${version} ${path}`).slice(0, 20);
    return { name, before: readKept(join(folder, name)), now: [] };
  };
  return {
    parse(file, schemas, compile) {
      const { path, bytes } = file;
      if (bytes === undefined) return parseAsset(file, schemas, compile);
      if (open === undefined || isFirst(path)) open = openAt(path);
      const source = hash('sha256', bytes);
      const before = open.before.get(path);
      const kept = before?.source === source ? before : { source, ...parseAsset(file, schemas, compile) };
      open.now.push([path, kept]);
      const { asset, findings } = kept;
      return asset === undefined
        ? { findings }
        : { asset: { ...asset, lineOf: findLines(path, bytes) }, findings };
    },
    async keep() {
      close();
      for (const [name, text] of files)
        if (text !== undefined) await writeWholeFile(join(folder, name), seal(text)).catch(() => undefined);
      for (const name of await readdir(folder).catch(() => []))
        if (!files.has(name)) await rm(join(folder, name), { force: true }).catch(() => undefined);
    },
  };
}

function readKept(path: string): Map<string, Kept> {
  try {
    const content = unseal(readFileSync(path));
    return new Map(content === undefined ? [] : (JSON.parse(content.toString()) as [string, Kept][]));
  } catch {
    return new Map();
  }
}
