import { idOfPath, parseAsset, type Asset, type ParseAsset, type SourceFile } from './asset.ts';
import type { Finding } from './finding.ts';
import type { Hub } from './hub.ts';
import type { CompileMarkdown } from './markdown/compile.ts';
import type { Move } from './moves.ts';
import { parseLink, type LinkTarget } from './markdown/links.ts';
import { buildSchemas } from './kinds/schema.ts';
import { addressRules, pageRules } from './reading-rules.ts';

/** Everything the content folder holds, once read. */
export interface Library {
  hub: Hub;
  /** In order of path. */
  assets: Asset[];
  byId: ReadonlyMap<string, Asset>;
  /**
   * Texts of the files of which no page is made, broken ones and drafts, by id: their own findings say why, links to them
   * are not broken, and what they name is named.
   */
  leftOut: ReadonlyMap<string, string>;
  /** Paths of all other files of the folder (pictures, downloads), for links to be checked against. */
  otherFiles: ReadonlySet<string>;
  /** What became of pages that were here. */
  moves: readonly Move[];
}

/** Reads all files with the hub's schemas. A broken file becomes findings and never stops the others. */
export function buildLibrary(
  files: readonly SourceFile[],
  otherFiles: readonly string[],
  hub: Hub,
  compile: CompileMarkdown,
  parse: ParseAsset = parseAsset,
): {
  library: Library;
  findings: Finding[];
  /** Paths of the files that were meant to be pages, and of which none is made because of their faults. */
  missing: string[];
} {
  const schemas = buildSchemas(hub);
  const findings: Finding[] = [];
  const byId = new Map<string, Asset>();
  const assets: Asset[] = [];
  const leftOut = new Map<string, string>();
  const missing: string[] = [];
  const drafts: Asset[] = [];
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const read = parse(file, schemas, compile);
    findings.push(...read.findings);
    if (read.asset === undefined) {
      missing.push(file.path);
      leftOut.set(idOfPath(file.path), new TextDecoder().decode(file.bytes));
      continue;
    }
    if (read.asset.data.draft === true) {
      leftOut.set(read.asset.id, new TextDecoder().decode(file.bytes));
      drafts.push(read.asset);
      continue;
    }
    const twin = byId.get(read.asset.id);
    if (twin !== undefined) {
      missing.push(file.path);
      findings.push(
        addressRules.found('duplicate-slug', {
          path: file.path,
          line: 1,
          message: `The page address /${read.asset.id}/ is already taken by ${twin.path}, so this file is left out.`,
          hint: 'Rename one of the two files.',
        }),
      );
      continue;
    }
    byId.set(read.asset.id, read.asset);
    assets.push(read.asset);
  }
  findings.push(...draftsLeftOut(drafts, assets));
  return {
    library: { hub, assets, byId, leftOut, otherFiles: new Set(otherFiles), moves: [] },
    findings,
    missing,
  };
}

/** A draft is right as it is, and its author wants to know that nobody sees it, and who sends readers there. */
function draftsLeftOut(drafts: readonly Asset[], assets: readonly Asset[]): Finding[] {
  const linking = new Map(drafts.map(({ id }) => [id, 0]));
  for (const { links, path } of drafts.length === 0 ? [] : assets) {
    const named = new Set(links.map(({ href }) => parseLink(href, path)).map(idOfTarget));
    for (const id of named) {
      const many = id === undefined ? undefined : linking.get(id);
      if (id !== undefined && many !== undefined) linking.set(id, many + 1);
    }
  }
  return drafts.map((draft) => {
    const many = linking.get(draft.id) ?? 0;
    const links =
      many === 0
        ? ''
        : ` ${many === 1 ? 'One page links' : `${String(many)} pages link`} to it and ${many === 1 ? 'shows' : 'show'} the words of the link alone.`;
    return pageRules.found('draft', {
      path: draft.path,
      line: draft.lineOf(['draft']),
      message: `This is a draft, so the hub makes no page of it and no search finds it.${links}`,
      hint: 'Take the line draft: true out when it is ready to be read.',
    });
  });
}

function idOfTarget(target: LinkTarget): string | undefined {
  if (target.to === 'file') return target.id;
  return target.to === 'page' ? idOfPath(target.path.replace(/^\/|\/$/g, '')) : undefined;
}
