import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants } from 'node:zlib';
import {
  chooseKept,
  keptKindOf,
  type FileHashes,
  type KeepableFile,
  type KeptKind,
  type OfflineBuild,
} from '../reader/offline-kit.ts';
import { pathOfUrl, type SiteFile } from './site-files.ts';
import { BRIEF_PATH, BUILD_FILE, CODE_PREFIX, MEDIA_PREFIX, SEARCH_PREFIX } from '../library/addresses.ts';
import { offlineClassOf } from '../library/route-of.ts';
import { UserError } from '../library/user-error.ts';

const compress = promisify(brotliCompress);
/** As hosts that pack on the way do it. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
/** What about text weighs once packed, where no page was weighed. */
const USUAL_RATIO = 0.3;

/** What is weighed when its turn comes. */
type Keepable = KeepableFile & { rawBytes: number; isNamedByHash: boolean };

/** Has Vite write the service worker, although no page uses the address that it has in the folder of code. */
export function keepServiceWorker() {
  return {
    name: 'keep-service-worker',
    apply: 'build' as const,
    enforce: 'post' as const,
    transform: (code: string, id: string) =>
      id.includes('/service-worker.ts?worker')
        ? { code, map: null, moduleSideEffects: 'no-treeshake' as const }
        : undefined,
  };
}

/**
 * Writes `sw.js`, `build.txt` and the list of the whole hub into a built site. Gives their paths, and sentences about what
 * did not fit;
 * throws a UserError when something is too heavy of which nothing may be left out.
 *
 * @param siteFolder the finished site
 * @param files everything in it but this kit's own files and packed ones
 * @param workerCode code of the service worker
 * @param order says which of two pages of a kind comes onto devices first when not all fit
 */
export async function writeOfflineKit(
  siteFolder: string,
  files: readonly SiteFile[],
  workerCode: string,
  order: (first: string, second: string) => number = (first, second) => first.localeCompare(second),
): Promise<{ written: string[]; notes: string[] }> {
  const sorted = files.toSorted((first, second) => (first.url < second.url ? -1 : 1));
  const search = sorted.filter(({ url }) => offlineClassOf(url) === 'search');
  const bundle = search.find(({ url }) => url.endsWith('/all.txt'));
  const wanted: Wanted[] = [
    // Every call wants it.
    ...sorted
      .filter(({ url }) => !url.endsWith('/') && offlineClassOf(url) === 'call')
      .map((file) => ({ file, kind: 'call' as const, isNamedByHash: false })),
    ...sorted
      .flatMap((file) => {
        const kind = file.url.endsWith('/') ? keptKindOf(file.url) : undefined;
        return kind === undefined ? [] : [{ file, kind, isNamedByHash: false }];
      })
      .sort((first, second) => order(first.file.url, second.file.url)),
    // The file for all rivals first: no brief does without it.
    ...sorted
      .filter(({ url }) => offlineClassOf(url) === 'briefs')
      .sort((first, second) => Number(isForAllRivals(second)) - Number(isForAllRivals(first)))
      .map((file) => ({ file, kind: 'briefs' as const, isNamedByHash: true })),
    ...sorted
      .filter(({ url }) => !url.endsWith('/') && offlineClassOf(url) === 'home')
      .map((file) => ({ file, kind: 'home' as const, isNamedByHash: false })),
    ...search
      .filter(({ url }) => url === `${SEARCH_PREFIX}index.json`)
      .map((file) => ({ file, kind: 'search' as const, isNamedByHash: false })),
    ...(bundle === undefined ? [] : [{ file: bundle, kind: 'search' as const, isNamedByHash: true }]),
  ];
  const pages = await chooseKept(wanted.map((each) => keepable(siteFolder, each)));
  const keptPages = pages.kept.filter(({ url }) => url.endsWith('/'));
  const code = await chooseKept(
    codeOf(siteFolder, sorted, keptPages).map((file) =>
      keepable(siteFolder, { file, kind: 'code', isNamedByHash: true }),
    ),
  );
  const kept = [...code.kept, ...pages.kept];
  for (const { kind, bytes, budgetKb } of [...code.tooHeavy, ...pages.tooHeavy]) {
    const heaviest = kept.filter((file) => file.kind === kind).sort((a, b) => b.bytes - a.bytes);
    throw new UserError(
      `What every device keeps of the kind "${kind}" weighs ${kilobytes(bytes)}, where ${String(budgetKb)} kB are allowed.\n${heaviest
        .slice(0, 8)
        .map((file) => `  ${kilobytes(file.bytes)}  ${file.url}`)
        .join('\n')}`,
      'The site was written, but without its service worker it does not work offline. Make the heaviest of these lighter, or raise OFFLINE_BUDGET_KB in src/reader/offline-kit.ts.',
    );
  }

  const keptUrls = new Set(kept.map(({ url }) => url));
  const others = sorted.filter(({ url }) => isForWhole(url, bundle !== undefined) && !keptUrls.has(url));
  const packed = pages.kept.filter(({ isNamedByHash }) => !isNamedByHash);
  const packedBytes = packed.reduce((sum, { bytes }) => sum + bytes, 0);
  const rawBytes = keptPages.reduce((sum, file) => sum + file.rawBytes, 0);
  const ratio = rawBytes === 0 ? USUAL_RATIO : Math.min(1, packedBytes / rawBytes);
  const wholeBytes =
    kept.reduce((sum, { bytes }) => sum + bytes, 0) +
    others.reduce((sum, { url, bytes }) => sum + bytes * (url.startsWith(MEDIA_PREFIX) ? 1 : ratio), 0);
  // What is named by its content was not hashed by the build: a browser cannot tell by the name whether bytes are the right ones.
  const hashesOf = (some: readonly SiteFile[]): FileHashes =>
    Object.fromEntries(
      some.map(({ url, hash: known }) => [url, known || hashOf(readFileSync(pathOfUrl(siteFolder, url)))]),
    );
  const list = JSON.stringify(hashesOf(others));
  const listUrl = `${CODE_PREFIX}whole-${hashOf(list)}.json`;
  writeFileSync(join(siteFolder, listUrl), list);
  const build: OfflineBuild = {
    id: hashOf(workerCode + sorted.map((file) => `${file.url} ${file.hash}\n`).join('')),
    kept: { ...hashesOf(sorted.filter(({ url }) => keptUrls.has(url))), [listUrl]: hashOf(list) },
    live: hashesOf(sorted.filter(({ url }) => offlineClassOf(url) === 'live')),
    bundle: pages.kept.find(({ url }) => url === bundle?.url)?.url,
    whole: { list: listUrl, files: kept.length + others.length, bytes: Math.round(wholeBytes) },
  };
  const worker = Buffer.from(`self.hubBuild=${JSON.stringify(build)};\n${workerCode}`);
  writeFileSync(join(siteFolder, 'sw.js'), worker);
  writeFileSync(join(siteFolder, 'sw.js.br'), brotliCompressSync(worker));
  writeFileSync(join(siteFolder, BUILD_FILE), build.id);
  const written = ['sw.js', 'sw.js.br', BUILD_FILE, listUrl].map((name) => join(siteFolder, name));
  const notes = pages.left.map(
    ({ kind, files: count, budgetKb }) =>
      `A device keeps ${String(budgetKb)} kB of the kind "${kind}" unasked. What is beyond (files: ${String(count)}) comes when it is opened, or with the whole hub.`,
  );
  return { written, notes };
}

interface Wanted {
  file: SiteFile;
  kind: KeptKind;
  isNamedByHash: boolean;
}

const keepable = (siteFolder: string, { file, kind, isNamedByHash }: Wanted): Keepable => ({
  url: file.url,
  kind,
  rawBytes: file.bytes,
  isNamedByHash,
  weigh: async () => (await compress(readFileSync(pathOfUrl(siteFolder, file.url)), BROTLI)).length,
});

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

const hashOf = (content: string | Uint8Array): string => hash('sha256', content).slice(0, 20);

const isForAllRivals = ({ url }: SiteFile): boolean => url.startsWith(`${BRIEF_PATH}all-`);

/** Everything that somebody may want offline. What needs the network anyway, or is kept in another form, is left out. */
function isForWhole(url: string, hasBundle: boolean): boolean {
  const offline = offlineClassOf(url);
  if (offline === 'search') return !hasBundle || url.includes('/places-');
  // What is live has no hash that a list could hold it against.
  return offline !== 'never' && offline !== 'live';
}

/** Scripts, styles and fonts that the pages ask for, at once or later, and what those ask for. */
function codeOf(
  siteFolder: string,
  files: readonly SiteFile[],
  pages: readonly { url: string }[],
): SiteFile[] {
  const code = files.filter(({ url }) => url.startsWith(CODE_PREFIX));
  const found = new Set<SiteFile>();
  const follow = (text: string): void => {
    for (const file of code) {
      if (found.has(file) || !text.includes(file.url.slice(CODE_PREFIX.length))) continue;
      found.add(file);
      if (/\.(?:js|css)$/.test(file.url)) follow(readFileSync(pathOfUrl(siteFolder, file.url), 'utf8'));
    }
  };
  const asked = new Set(
    pages.flatMap(
      ({ url }) => readFileSync(pathOfUrl(siteFolder, url), 'utf8').match(/\/_hub\/[^"'()\s<>&]+/g) ?? [],
    ),
  );
  follow([...asked].join('\n'));
  return [...found];
}
