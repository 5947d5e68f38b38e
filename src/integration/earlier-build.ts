import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listFiles } from '../adapters/content-folder.ts';
import { pathOfUrl, type SiteFile } from './site-files.ts';

/** A file of a built site that another build may take as it is. */
export interface ReusableFile extends SiteFile {
  /** Names everything that a page shows; undefined of what is compared by its content. */
  key?: string | undefined;
}

interface Manifest {
  /** Folder of the site. */
  site: string;
  /** Names code, packages and settings. */
  code: string;
  files: (ReusableFile & { mtimeMs: number })[];
}

/** What is left of the build before this one. */
export interface EarlierBuild {
  /** A file that still lies there as it was written; undefined of any other. */
  find(url: string): ReusableFile | undefined;
}

const manifestPath = (cacheFolder: string): string => join(cacheFolder, 'build.json');

/**
 * Takes what the build before left, if it was made into the same folder by the same code. Until `recordBuild` says that this
 * one is whole, there is no earlier build: one that stops half way leaves nothing to go on from.
 */
export function takeEarlierBuild(cacheFolder: string, site: string, code: string): EarlierBuild | undefined {
  const path = manifestPath(cacheFolder);
  if (!existsSync(path)) return undefined;
  let manifest: Partial<Manifest>;
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8')) as Partial<Manifest>;
  } catch {
    return undefined;
  } finally {
    rmSync(path, { force: true });
  }
  if (manifest.site !== site || manifest.code !== code || !Array.isArray(manifest.files)) return undefined;
  const files = new Map(manifest.files.map((file) => [file.url, file]));
  return {
    find(url) {
      const file = files.get(url);
      const there = file && statSync(pathOfUrl(site, url), { throwIfNoEntry: false });
      return there?.size === file?.bytes && there?.mtimeMs === file?.mtimeMs ? file : undefined;
    },
  };
}

/** Writes down what a finished build left for the next one. */
export async function recordBuild(
  cacheFolder: string,
  site: string,
  code: string,
  files: readonly ReusableFile[],
): Promise<void> {
  const manifest: Manifest = {
    site,
    code,
    files: files.map((file) => ({ ...file, mtimeMs: statSync(pathOfUrl(site, file.url)).mtimeMs })),
  };
  await mkdir(cacheFolder, { recursive: true });
  writeFileSync(manifestPath(cacheFolder), JSON.stringify(manifest));
}

/** Takes away what an earlier build left in the folder of the site and this one did not make; a `.git` stays, as with Astro. */
export function removeOthers(site: string, wanted: ReadonlySet<string>): void {
  for (const entry of readdirSync(site, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || wanted.has(path) || path.startsWith(join(site, '.git'))) continue;
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
