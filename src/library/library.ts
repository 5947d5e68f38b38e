import { idOfPath, parseAsset, type Asset, type SourceFile } from './asset.ts';
import type { Finding } from './finding.ts';
import type { Hub } from './hub.ts';
import type { CompileMarkdown } from './markdown/compile.ts';
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
}

/** Reads all files with the hub's schemas. A broken file becomes findings and never stops the others. */
export function buildLibrary(
  files: readonly SourceFile[],
  otherFiles: readonly string[],
  hub: Hub,
  compile: CompileMarkdown,
): { library: Library; findings: Finding[] } {
  const schemas = buildSchemas(hub);
  const findings: Finding[] = [];
  const byId = new Map<string, Asset>();
  const assets: Asset[] = [];
  const leftOut = new Map<string, string>();
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const read = parseAsset(file, schemas, compile);
    findings.push(...read.findings);
    if (read.asset === undefined) {
      leftOut.set(idOfPath(file.path), new TextDecoder().decode(file.bytes));
      continue;
    }
    if (read.asset.data.draft === true) {
      leftOut.set(read.asset.id, new TextDecoder().decode(file.bytes));
      findings.push(draftLeftOut(read.asset));
      continue;
    }
    const twin = byId.get(read.asset.id);
    if (twin !== undefined) {
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
  return { library: { hub, assets, byId, leftOut, otherFiles: new Set(otherFiles) }, findings };
}

/** A draft is right as it is, and its author wants to know that nobody sees it. */
function draftLeftOut(asset: Asset): Finding {
  return pageRules.found('draft', {
    path: asset.path,
    line: asset.lineOf(['draft']),
    message: 'This is a draft, so the hub makes no page of it and no search finds it.',
    hint: 'Take the line draft: true out when it is ready to be read.',
  });
}
