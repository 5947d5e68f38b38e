/** A built hub as agents ask it: what a build left, opened file by file. */
import {
  ASSET_LIST_FILE,
  CHANGES_FILE,
  CLAIMS_FILE,
  fillAddress,
  SEARCH_PREFIX,
} from '../library/addresses.ts';
import { mapAtMost } from '../library/map-at-most.ts';
import { fileRoutes } from '../library/routes.ts';
import type { BriefFile } from '../reader/brief/brief-files.ts';
import type { AssetChanges } from '../reader/visits/changes.ts';
import { openIndex, type OpenedIndex } from '../search/query/open-index.ts';
import type { AssetList, AssetRow } from './files/asset-list.ts';
import type { ClaimRow } from './files/claim-list.ts';
import { textsUrl } from './files/text-files.ts';
import { readOnce } from './read-once.ts';
import type { Piece } from './text/piece.ts';

/** What reads the files of a built hub by their addresses. */
export interface BuiltFiles {
  /** The bytes of the file at an address; undefined where there is none. */
  read: (address: string) => Promise<Uint8Array | undefined>;
  /** Addresses of all files below an address, such as `/changes/`. */
  list: (below: string) => Promise<string[]>;
}

export interface AgentHub {
  list: AssetList;
  byId: ReadonlyMap<string, AssetRow>;
  claims: readonly ClaimRow[];
  index: OpenedIndex;
  /** What the page of an asset says. */
  readPieces: (id: string) => Promise<readonly Piece[]>;
  /** What briefs are put together from: for any competitor, and for one. */
  readBriefFiles: (competitor: string | undefined) => Promise<BriefFile>;
  /** What changed in assets lately, by id; empty where the build knew no history. */
  readChanges: () => Promise<ReadonlyMap<string, AssetChanges>>;
}

/** Files of texts held after they were asked for, each of many assets; at 40,000 assets all of them would be 300 MB. */
const MAX_HELD_FILES = 64;

/** Files read at once: few enough for any limit on open files. */
const READ_AT_ONCE = 64;

/** Opens a built hub. Undefined where no build of this version is. */
export async function openAgentHub(files: BuiltFiles): Promise<AgentHub | undefined> {
  const [list, claims] = await Promise.all([
    readJson<AssetList>(files, ASSET_LIST_FILE),
    readJson<{ claims: ClaimRow[] }>(files, CLAIMS_FILE),
  ]);
  if (list === undefined || claims === undefined) return undefined;
  const places = new Map(list.assets.map(({ id }, at) => [id, at]));
  const texts = new Map<string, () => Promise<Record<string, Piece[]> | undefined>>();
  const readTexts = (url: string) => {
    const held = texts.get(url) ?? readOnce(() => readJson<Record<string, Piece[]>>(files, url));
    texts.delete(url);
    texts.set(url, held);
    const [oldest] = texts.keys();
    if (texts.size > MAX_HELD_FILES && oldest !== undefined) texts.delete(oldest);
    return held();
  };
  const listBriefs = readOnce(() => files.list(fillAddress(fileRoutes.brief.address, '')));
  return {
    list,
    byId: new Map(list.assets.map((row) => [row.id, row])),
    claims: claims.claims,
    index: await openIndex(async (name) => {
      const bytes = await files.read(SEARCH_PREFIX + name);
      if (bytes === undefined) throw new Error(`The search index lacks ${name}. Build the hub again.`);
      return bytes;
    }),
    async readPieces(id) {
      const place = places.get(id);
      return place === undefined ? [] : ((await readTexts(textsUrl(place)))?.[id] ?? []);
    },
    async readBriefFiles(competitor) {
      const names = await listBriefs();
      const wanted = ['all', ...(competitor === undefined ? [] : [competitor])].flatMap(
        (name) => names.find((url) => isBriefFile(url, name)) ?? [],
      );
      const read = await Promise.all(wanted.map((url) => readJson<BriefFile>(files, url)));
      return {
        cards: read.flatMap((file) => file?.cards ?? []),
        assets: read.flatMap((file) => file?.assets ?? []),
      };
    },
    readChanges: readOnce(() => readAllChanges(files)),
  };
}

/** Its name is that of what it is about, and a hash of what is in it. */
const isBriefFile = (url: string, name: string): boolean =>
  new RegExp(`/${name}-[0-9a-f]{12}\\.json$`).test(url);

async function readAllChanges(files: BuiltFiles): Promise<Map<string, AssetChanges>> {
  const [before = '', behind = ''] = CHANGES_FILE.split(/\[[^\]]*\]/);
  const urls = (await files.list(before)).filter((url) => url.endsWith(behind));
  const all = await mapAtMost(urls, READ_AT_ONCE, async (url) => {
    const changes = await readJson<AssetChanges>(files, url);
    const id = url.slice(before.length, -behind.length);
    return changes === undefined ? [] : [[id, changes] as const];
  });
  return new Map(all.flat());
}

async function readJson<Value>(files: BuiltFiles, address: string): Promise<Value | undefined> {
  const bytes = await files.read(address);
  return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as Value);
}
