import { idOfPath, parseAsset, type Asset } from '../../library/asset.ts';
import { decodeHub, readRecord, type Content } from '../../library/content.ts';
import { HUB_PATH, placeOf } from '../../library/content-tree.ts';
import type { Day } from '../../library/dates.ts';
import type { Finding } from '../../library/finding.ts';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import { buildSchemas } from '../../library/kinds/schema.ts';
import { addressRules } from '../../library/reading-rules.ts';
import { checkContent, openSearch } from '../check/check-content.ts';
import type { PlacedFile } from './files.ts';

/** The content as it will be, and what `npm run check` will say of the files that are published. */
export interface CheckedFiles {
  content: Content;
  /** Pages among the files. */
  assets: Asset[];
  findings: Finding[];
}

/**
 * Lays the files over the content and checks them there with every rule, the questions of the search included. Throws a
 * UserError when a `hub.yaml` among them cannot be understood.
 */
export async function checkPlaced(
  { library, records: before }: Content,
  placed: readonly PlacedFile[],
  today: Day,
  compile: CompileMarkdown,
): Promise<CheckedFiles> {
  const placeAt = new Map(placed.map(({ path }) => [path, placeOf(path)]));
  const isOther = (path: string) => placeAt.get(path)?.is !== 'page' && placeAt.get(path)?.is !== 'ignored';
  const newHub = placed.find(({ path }) => path === HUB_PATH);
  const hub = newHub === undefined ? library.hub : decodeHub(newHub.bytes);
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
  const all = [...others, ...assets].sort((a, b) => (a.path < b.path ? -1 : 1));
  const content = {
    library: {
      hub,
      assets: all,
      byId: new Map(all.map((asset) => [asset.id, asset])),
      leftOut: library.leftOut,
      otherFiles: new Set([...library.otherFiles, ...[...placeAt.keys()].filter(isOther)]),
    },
    records,
    findings,
    missing: [],
  };
  const checked = await checkContent(openSearch(content), today, undefined, library);
  return { content, assets, findings: checked.findings.filter(({ path }) => placeAt.has(path)) };
}

function twinFinding(path: string, twin: string): Finding {
  return addressRules.found('duplicate-slug', {
    path,
    line: 1,
    message: `The page address /${idOfPath(path)}/ is already taken by ${twin}.`,
    hint: 'Choose another name.',
  });
}
