import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants } from 'node:zlib';
import {
  chooseKept,
  keptKindOf,
  type KeepableFile,
  type KeptKind,
  type OfflineBuild,
} from '../reader/offline-kit.ts';
import { UserError } from '../library/user-error.ts';

const compress = promisify(brotliCompress);
/** As hosts that pack on the way do it. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
/** What about text weighs once packed, where no page was weighed. */
const USUAL_RATIO = 0.3;

interface SiteFile {
  url: string;
  content: Buffer;
  hash: string;
}

type Keepable = KeepableFile & { revision: string | null };

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

/** The code of the service worker, as Vite left it in the folder of code; taken out of there, since it has to lie at the root. */
export function takeWorkerCode(codeFolder: string): string {
  const name = readdirSync(codeFolder).find((each) => /^service-worker[.-].*\.js$/.test(each));
  if (name === undefined) throw new Error('No page asks for src/browser/offline/service-worker.ts any more.');
  const code = readFileSync(join(codeFolder, name), 'utf8');
  rmSync(join(codeFolder, name));
  return code;
}

/**
 * Writes `sw.js`, `build.txt` and the list of the whole hub into a built site. Gives sentences about what did not fit;
 * throws a UserError when something is too heavy of which nothing may be left out.
 *
 * @param siteFolder the finished site
 * @param workerCode code of the service worker
 * @param order says which of two pages of a kind comes onto devices first when not all fit
 */
export async function writeOfflineKit(
  siteFolder: string,
  workerCode: string,
  order: (first: string, second: string) => number = (first, second) => first.localeCompare(second),
): Promise<string[]> {
  const files = readSite(siteFolder);
  const pages = files.filter(({ url }) => url.endsWith('/'));
  // The file for all rivals first: no brief does without it.
  const briefs = files
    .filter(({ url }) => isBriefFile(url))
    .sort(
      (first, second) =>
        Number(second.url.startsWith('/brief/all-')) - Number(first.url.startsWith('/brief/all-')),
    );
  const search = files.filter(({ url }) => url.startsWith('/search/'));
  const bundle = search.find(({ url }) => url.endsWith('/all.txt'));
  const candidates = pages
    .flatMap((file) => {
      const kind = keptKindOf(file.url);
      return kind === undefined ? [] : [{ file, kind }];
    })
    .sort((first, second) => order(first.file.url, second.file.url));
  const weighed: Keepable[] = [];
  for (const { file, kind } of candidates) weighed.push(await weigh(file, kind, file.hash));
  for (const file of briefs) weighed.push(await weigh(file, 'briefs', null));
  for (const file of files.filter(({ url }) => url === '/icons.svg' || url === '/favicon.svg')) {
    weighed.push(await weigh(file, 'home', file.hash));
  }
  const manifest = search.find(({ url }) => url === '/search/index.json');
  if (manifest !== undefined) weighed.push(await weigh(manifest, 'search', manifest.hash));
  if (bundle !== undefined) weighed.push(await weigh(bundle, 'search', null));
  const keptPages = new Set(chooseKept(weighed).kept.map(({ url }) => url));
  for (const file of codeOf(
    siteFolder,
    pages.filter(({ url }) => keptPages.has(url)),
  )) {
    weighed.push(await weigh(file, 'code', null));
  }

  const { kept, left, tooHeavy } = chooseKept(weighed);
  for (const { kind, bytes, budgetKb } of tooHeavy) {
    const heaviest = kept.filter((file) => file.kind === kind).sort((a, b) => b.bytes - a.bytes);
    throw new UserError(
      `What every device keeps of the kind "${kind}" weighs ${kilobytes(bytes)}, where ${String(budgetKb)} kB are allowed.\n${heaviest
        .slice(0, 8)
        .map((file) => `  ${kilobytes(file.bytes)}  ${file.url}`)
        .join('\n')}`,
      'The site was written, but without its service worker it does not work offline. Make the heaviest of these lighter, or raise OFFLINE_BUDGET_KB in src/reader/offline-kit.ts.',
    );
  }

  const others = files.filter(
    ({ url }) => isForWhole(url, bundle !== undefined) && !kept.some((file) => file.url === url),
  );
  const pageBytes = weighed.reduce((sum, file) => sum + (file.revision === null ? 0 : file.bytes), 0);
  const rawBytes = candidates.reduce((sum, { file }) => sum + file.content.length, 0);
  const ratio = rawBytes === 0 ? USUAL_RATIO : Math.min(1, pageBytes / rawBytes);
  const wholeBytes =
    kept.reduce((sum, { bytes }) => sum + bytes, 0) +
    others.reduce(
      (sum, { url, content }) => sum + content.length * (url.startsWith('/media/') ? 1 : ratio),
      0,
    );
  const list = JSON.stringify(others.map(({ url }) => url));
  const listUrl = `/_hub/whole-${hashOf(Buffer.from(list)).slice(0, 12)}.json`;
  writeFileSync(join(siteFolder, listUrl), list);
  const build: OfflineBuild = {
    id: hashOf(Buffer.from(workerCode + files.map(({ url, hash }) => `${url} ${hash}\n`).join(''))),
    kept: kept.filter(({ kind }) => kind !== 'code').map(({ url, revision }) => ({ url, revision })),
    code: kept.filter(({ kind }) => kind === 'code').map(({ url }) => url),
    bundle: kept.find(({ url }) => url === bundle?.url)?.url,
    whole: { list: listUrl, files: kept.length + others.length, bytes: Math.round(wholeBytes) },
  };
  const worker = Buffer.from(`self.hubBuild=${JSON.stringify(build)};\n${workerCode}`);
  writeFileSync(join(siteFolder, 'sw.js'), worker);
  writeFileSync(join(siteFolder, 'sw.js.br'), brotliCompressSync(worker));
  writeFileSync(join(siteFolder, 'build.txt'), build.id);
  return left.map(
    ({ kind, files: count, budgetKb }) =>
      `A device keeps ${String(budgetKb)} kB of the kind "${kind}" unasked. What is beyond (files: ${String(count)}) comes when it is opened, or with the whole hub.`,
  );
}

const weigh = async (file: SiteFile, kind: KeptKind, revision: string | null): Promise<Keepable> => ({
  url: file.url,
  kind,
  bytes: (await compress(file.content, BROTLI)).length,
  revision,
});

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 20);

/** Files that the build of the kit itself writes are left out, so that the same site gives the same kit. */
const OWN = /^\/(?:sw\.js|build\.txt|_hub\/whole-.*\.json)$|\.br$/;

function readSite(folder: string): SiteFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, url: path.slice(join(folder, '/').length - 1).replaceAll('\\', '/') }))
    .filter(({ url }) => !OWN.test(url))
    .map(({ path, url }) => {
      const content = readFileSync(path);
      return { url: url.replace(/\/index\.html$/, '/'), content, hash: hashOf(content) };
    })
    .sort((first, second) => (first.url < second.url ? -1 : 1));
}

/** What briefs are put together from; the name holds a hash. */
const isBriefFile = (url: string): boolean => /^\/brief\/.+\.json$/.test(url);

/** Everything that somebody may want offline. What needs the network anyway, or is kept in another form, is left out. */
function isForWhole(url: string, hasBundle: boolean): boolean {
  if (url.startsWith('/admin/') || url.startsWith('/new/')) return false;
  if (url.endsWith('/') || isBriefFile(url) || url.startsWith('/media/') || url.startsWith('/_hub/'))
    return true;
  return url.startsWith('/search/') && (!hasBundle || url.includes('/places-'));
}

/** Scripts, styles and fonts that the pages ask for, at once or later, and what those ask for. */
function codeOf(siteFolder: string, pages: readonly SiteFile[]): SiteFile[] {
  const codeFolder = join(siteFolder, '_hub');
  const names = existsSync(codeFolder)
    ? readdirSync(codeFolder).filter((name) => !OWN.test(`/_hub/${name}`))
    : [];
  const found = new Map<string, SiteFile>();
  const follow = (text: string): void => {
    for (const name of names) {
      if (found.has(name) || !text.includes(name)) continue;
      const content = readFileSync(join(codeFolder, name));
      found.set(name, { url: `/_hub/${name}`, content, hash: '' });
      if (/\.(?:js|css)$/.test(name)) follow(content.toString());
    }
  };
  const asked = new Set(
    pages.flatMap(({ content }) => content.toString().match(/\/_hub\/[^"'()\s<>&]+/g) ?? []),
  );
  follow([...asked].join('\n'));
  return [...found.values()];
}
