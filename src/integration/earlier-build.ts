import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listFiles } from '../adapters/content-folder.ts';
import { SITE_MARK } from '../adapters/site-folder.ts';
import type { RenderedFile } from './rendered-files.ts';
import type { SiteCode } from './site-code.ts';
import { pathOfUrl, type SiteFile } from './site-files.ts';

/** What a build leaves for the next one. */
export interface BuildRecord {
  /** Folder of the site. */
  site: string;
  /** Names code, packages and settings. */
  code: string;
  /** Pages, and what else was rendered. */
  rendered: RenderedFile[];
  search: SiteFile[];
  scripts: SiteCode;
}

/** Pages of a kind have the same policy: it is stored once, and they have its number. */
type StoredFile = Omit<RenderedFile, 'policy'> & { policy?: number };

type Stored = Omit<BuildRecord, 'rendered'> & {
  rendered: StoredFile[];
  policies: string[];
  /** When each of the files was last written, by address, in milliseconds. */
  writtenMs: Record<string, number>;
};

/** What is left of the build before this one. */
export interface EarlierBuild {
  /** A rendered file or one of the search that still lies there as it was written; undefined of any other. */
  find(url: string): RenderedFile | undefined;
}

const recordPath = (cacheFolder: string): string => join(cacheFolder, 'build.json');

const filesOf = ({
  rendered,
  search,
  scripts,
}: Pick<BuildRecord, 'rendered' | 'search' | 'scripts'>): RenderedFile[] => [
  ...rendered,
  ...search,
  ...scripts.files,
  ...scripts.packed,
];

/**
 * Takes what the build before left, if it was made into the same folder by the same code, and its scripts lie there. Until
 * `recordBuild` says that this one is whole, there is no earlier build: one that stops half way leaves nothing to go on from.
 */
export function takeEarlierBuild(cacheFolder: string, site: string, code: string): EarlierBuild | undefined {
  const path = recordPath(cacheFolder);
  if (!existsSync(path)) return undefined;
  let record: Stored;
  try {
    record = JSON.parse(readFileSync(path, 'utf8')) as Stored;
    if (record.site !== site || record.code !== code) return undefined;
  } catch {
    return undefined;
  } finally {
    rmSync(path, { force: true });
  }
  const rendered = record.rendered.map(({ policy, ...file }) => ({
    ...file,
    policy: policy === undefined ? undefined : record.policies[policy],
  }));
  const files = new Map(filesOf({ ...record, rendered }).map((file) => [file.url, file]));
  const find = (url: string) => {
    const file = files.get(url);
    const there = file && statSync(pathOfUrl(site, url), { throwIfNoEntry: false });
    return there?.size === file?.bytes && there?.mtimeMs === record.writtenMs[url] ? file : undefined;
  };
  const { files: scripts, packed } = record.scripts;
  return [...scripts, ...packed].every(({ url }) => find(url) !== undefined) ? { find } : undefined;
}

/** Writes down what a finished build left for the next one. */
export async function recordBuild(cacheFolder: string, record: BuildRecord): Promise<void> {
  const writtenMs = Object.fromEntries(
    filesOf(record).map(({ url }) => [url, statSync(pathOfUrl(record.site, url)).mtimeMs]),
  );
  await mkdir(cacheFolder, { recursive: true });
  const policies = [...new Set(record.rendered.flatMap(({ policy }) => policy ?? []))];
  const rendered = record.rendered.map(({ policy, ...file }) =>
    policy === undefined ? file : { ...file, policy: policies.indexOf(policy) },
  );
  const stored: Stored = { ...record, rendered, policies, writtenMs };
  writeFileSync(recordPath(cacheFolder), JSON.stringify(stored));
}

/** Takes away what an earlier build left in the folder of the site and this one did not make; a `.git` stays, as with Astro, and the mark. */
export function removeOthers(site: string, wanted: ReadonlySet<string>): void {
  for (const entry of readdirSync(site, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isKept = path === join(site, SITE_MARK) || path.startsWith(join(site, '.git'));
    if (entry.isDirectory() || wanted.has(path) || isKept) continue;
    rmSync(path, { force: true });
    for (let folder = dirname(path); folder !== site && readdirSync(folder).length === 0;) {
      rmdirSync(folder);
      folder = dirname(folder);
    }
  }
}

/** Names what pages are made with beside content: sources, packages, Node and settings. */
export async function nameCode(root: string, env: Record<string, string | undefined>): Promise<string> {
  const top = readdirSync(root).filter((name) =>
    /^(?:\.env.*|astro\.config\.\w+|(?:package|package-lock|tsconfig)\.json)$/.test(name),
  );
  const sources = (await listFiles(join(root, 'src'))).map((path) => `src/${path}`);
  const settings = Object.entries(env).filter(
    ([name]) => /^(?:PUBLIC_|HUB_)/.test(name) && !/^HUB_(?:CONTENT|DATA|DIST|CACHE)$/.test(name),
  );
  const parts = [...top, ...sources].map((path) => `${path} ${hash('sha1', readFileSync(join(root, path)))}`);
  return hash('sha256', JSON.stringify([process.version, settings.sort(), parts]));
}
