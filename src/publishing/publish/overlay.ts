import { idOfPath, parseAsset, type Asset } from '../../library/asset.ts';
import type { Day } from '../../library/dates.ts';
import type { Finding } from '../../library/finding.ts';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import { buildSchemas } from '../../library/kinds/schema.ts';
import { checkContent, type Content } from '../check/check-content.ts';
import type { PlacedFile } from './files.ts';

const isPage = (path: string) => /\.md$/i.test(path) && path.includes('/') && !path.startsWith('files/');

/** The content as it will be, and what `npm run check` will say of the files that are published. */
export interface CheckedFiles {
  content: Content;
  /** Pages among the files. */
  assets: Asset[];
  findings: Finding[];
}

/** Lays the files over the content and checks them there with every rule, the questions of the search included. */
export async function checkPlaced(
  { library, searchTests }: Content,
  placed: readonly PlacedFile[],
  today: Day,
  compile: CompileMarkdown,
): Promise<CheckedFiles> {
  const schemas = buildSchemas(library.hub);
  const paths = new Set(placed.map(({ path }) => path));
  const findings: Finding[] = [];
  const assets: Asset[] = [];
  const others = library.assets.filter(({ path }) => !paths.has(path));
  const taken = new Map(others.map(({ id, path }) => [id, path]));
  for (const { path, bytes } of placed) {
    if (!isPage(path)) continue;
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
      hub: library.hub,
      assets: all,
      byId: new Map(all.map((asset) => [asset.id, asset])),
      leftOut: library.leftOut,
      otherFiles: new Set([...library.otherFiles, ...[...paths].filter((path) => !isPage(path))]),
    },
    searchTests,
  };
  const checked = await checkContent(content, findings, today);
  return { content, assets, findings: checked.findings.filter(({ path }) => paths.has(path)) };
}

function twinFinding(path: string, twin: string): Finding {
  return {
    path,
    line: 1,
    severity: 'error',
    rule: 'duplicate-slug',
    message: `The page address /${idOfPath(path)}/ is already taken by ${twin}.`,
    hint: 'Choose another name.',
  };
}
