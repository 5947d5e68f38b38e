import { idOfPath, parseAsset, type Asset } from '../../library/asset.ts';
import { buildContent, readRecord, type Content, type FolderFiles } from '../../library/content.ts';
import { FILES_FOLDER, HUB_PATH, placeOf } from '../../library/content-tree.ts';
import type { Day } from '../../library/dates.ts';
import type { Finding } from '../../library/finding.ts';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import { downloadsOf } from '../../library/kinds/asset-data.ts';
import { buildSchemas } from '../../library/kinds/schema.ts';
import { addressRules } from '../../library/reading-rules.ts';
import { checkContent, openSearch } from '../check/check-content.ts';
import type { PlacedFile } from './files.ts';

/** What `npm run check` will say of the files that are published. */
export interface CheckedFiles {
  /** Pages among the files. */
  assets: Asset[];
  findings: Finding[];
}

/**
 * Lays the files over the content and checks them there with every rule, the questions of the search included. A new
 * `hub.yaml` can make any page wrong, so with one among them the whole folder is read anew, and what is wrong by it is
 * told wherever it lies. Rejects with a UserError when that `hub.yaml` cannot be understood.
 */
export async function checkPlaced(
  before: Content,
  placed: readonly PlacedFile[],
  today: Day,
  compile: CompileMarkdown,
  disk: ContentDisk,
): Promise<CheckedFiles> {
  const isOfHub = placed.some(({ path }) => path === HUB_PATH);
  return isOfHub
    ? checkWhole(before, placed, today, compile, disk)
    : checkAmong(before, placed, today, compile, disk);
}

/** The content folder at hand. */
export interface ContentDisk {
  readFolder(): Promise<FolderFiles>;
  /** Content with the words of the files that its assets offer, each from among those given or as it lies in the folder. */
  attach(content: Content, given: ReadonlyMap<string, Uint8Array>): Promise<Content>;
}

async function checkWhole(
  { library }: Content,
  placed: readonly PlacedFile[],
  today: Day,
  compile: CompileMarkdown,
  disk: ContentDisk,
): Promise<CheckedFiles> {
  const folder = await disk.readFolder();
  const paths = new Set(placed.map(({ path }) => path));
  const entries = [
    ...folder.entries.filter(({ path }) => !paths.has(path)),
    ...placed.map(({ path }) => ({ path, isFile: true })),
  ];
  const bytes = new Map([...folder.bytes, ...placed.map((file) => [file.path, file.bytes] as const)]);
  const content = await disk.attach(buildContent(entries, bytes, compile), bytesOf(placed));
  // The folder at hand may hold the new hub.yaml already, so that nothing here tells old errors from new ones.
  const { findings } = await checkContent(openSearch(content), today, undefined, library);
  return {
    assets: content.library.assets.filter(({ path }) => paths.has(path)),
    findings: findings.filter(({ path, severity }) => paths.has(path) || severity === 'error'),
  };
}

async function checkAmong(
  { library, records: before }: Content,
  placed: readonly PlacedFile[],
  today: Day,
  compile: CompileMarkdown,
  disk: ContentDisk,
): Promise<CheckedFiles> {
  const placeAt = new Map(placed.map(({ path }) => [path, placeOf(path)]));
  const isOther = (path: string) => placeAt.get(path)?.is !== 'page' && placeAt.get(path)?.is !== 'ignored';
  const { hub } = library;
  const schemas = buildSchemas(hub);
  const records = { ...before };
  const findings: Finding[] = [];
  const assets: Asset[] = [];
  const others = library.assets.filter(({ path }) => !placeAt.has(path));
  const taken = new Map(others.map(({ id, path }) => [id, path]));
  for (const { path, bytes } of placed) {
    const place = placeAt.get(path);
    if (place?.is === 'record') {
      const read = readRecord(place.name, bytes, hub);
      records[place.name] = read.entries as never[];
      findings.push(...read.findings);
    }
    if (place?.is !== 'page') continue;
    const read = parseAsset({ path, bytes }, schemas, compile);
    findings.push(...read.findings);
    const twin = taken.get(idOfPath(path));
    if (twin !== undefined) findings.push(twinFinding(path, twin));
    else if (read.asset !== undefined) {
      assets.push(read.asset);
      taken.set(read.asset.id, path);
    }
  }
  const contentOf = (some: Asset[]): Content => ({
    library: {
      hub,
      assets: some,
      byId: new Map(some.map((asset) => [asset.id, asset])),
      leftOut: library.leftOut,
      moves: records.moves ?? [],
      otherFiles: new Set([...library.otherFiles, ...[...placeAt.keys()].filter(isOther)]),
    },
    records,
    findings,
    missing: [],
  });
  // Files of all other pages were read before.
  const offers = (asset: Asset) => downloadsOf(asset).some(({ file }) => placeAt.has(FILES_FOLDER + file));
  const toRead = contentOf([...assets, ...others.filter(offers)]);
  const { library: read } = await disk.attach(toRead, bytesOf(placed));
  const all = [...others.filter((asset) => !offers(asset)), ...read.assets];
  const content = contentOf(all.sort((a, b) => (a.path < b.path ? -1 : 1)));
  const checked = await checkContent(openSearch(content), today, undefined, library);
  return { assets, findings: checked.findings.filter(({ path }) => placeAt.has(path)) };
}

const bytesOf = (placed: readonly PlacedFile[]): Map<string, Uint8Array> =>
  new Map(placed.map(({ path, bytes }) => [path, bytes]));

function twinFinding(path: string, twin: string): Finding {
  return addressRules.found('duplicate-slug', {
    path,
    line: 1,
    message: `The page address /${idOfPath(path)}/ is already taken by ${twin}.`,
    hint: 'Choose another name.',
  });
}
