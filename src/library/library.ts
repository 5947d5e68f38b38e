import { parse as parseYaml, YAMLParseError } from 'yaml';
import { idOfPath, parseAsset, type Asset, type SourceFile } from './asset.ts';
import type { Finding } from './finding.ts';
import { hubSchema, type Hub } from './hub.ts';
import { nearest } from './nearest.ts';
import { buildSchemas } from './schema.ts';
import { UserError } from './user-error.ts';

/** Everything the content folder holds, once read. */
export interface Library {
  hub: Hub;
  /** In order of path. */
  assets: Asset[];
  byId: ReadonlyMap<string, Asset>;
  /** Ids of the files that could not be read: their own findings say why, and links to them are not broken. */
  leftOut: ReadonlySet<string>;
  /** Paths of all other files of the folder (pictures, downloads), for links to be checked against. */
  otherFiles: ReadonlySet<string>;
}

/** The words of a hub from the text of `hub.yaml`. Throws a UserError, since nothing can be read without them. */
export function parseHub(text: string): Hub {
  let values: unknown;
  try {
    values = parseYaml(text, { schema: 'core' });
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    throw new UserError(
      `hub.yaml${line === undefined ? '' : ` line ${String(line)}`} is not valid YAML, so no page can be built.`,
      'Check the indentation and quotes around that line. No content was changed.',
    );
  }
  const parsed = hubSchema.safeParse(values ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const meant = nearest(key, Object.keys(hubSchema.shape));
    throw new UserError(
      `hub.yaml holds the key "${key}"${where === '' ? '' : ` below ${where}`}, which the hub does not know.`,
      meant === undefined
        ? 'Take it out. No content was changed.'
        : `Did you mean "${meant}"? No content was changed.`,
    );
  }
  throw new UserError(
    `hub.yaml is wrong at ${where === '' ? 'the top' : where}: ${issue?.message ?? 'it has another shape'}`,
    'Mend that line and run the command again. No content was changed.',
  );
}

/** Reads all files with the hub's schemas. A broken file becomes findings and never stops the others. */
export function buildLibrary(
  files: readonly SourceFile[],
  otherFiles: readonly string[],
  hub: Hub,
): { library: Library; findings: Finding[] } {
  const schemas = buildSchemas(hub);
  const findings: Finding[] = [];
  const byId = new Map<string, Asset>();
  const assets: Asset[] = [];
  const leftOut = new Set<string>();
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const read = parseAsset(file, schemas);
    findings.push(...read.findings);
    if (read.asset === undefined) {
      leftOut.add(idOfPath(file.path));
      continue;
    }
    const twin = byId.get(read.asset.id);
    if (twin !== undefined) {
      findings.push({
        path: file.path,
        line: 1,
        severity: 'error',
        rule: 'duplicate-slug',
        message: `The page address /${read.asset.id}/ is already taken by ${twin.path}, so this file is left out.`,
        hint: 'Rename one of the two files.',
      });
      continue;
    }
    byId.set(read.asset.id, read.asset);
    assets.push(read.asset);
  }
  return { library: { hub, assets, byId, leftOut, otherFiles: new Set(otherFiles) }, findings };
}

/** All assets of one kind. */
export function assetsOfKind<K extends Asset['kind']>(
  library: Library,
  kind: K,
): Extract<Asset, { kind: K }>[] {
  return library.assets.filter((asset): asset is Extract<Asset, { kind: K }> => asset.kind === kind);
}
