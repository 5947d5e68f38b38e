import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { readCmsScript } from '../adapters/cms-package.ts';
import { contentFolder, readLibrary } from '../adapters/content-folder.ts';
import { readDepth } from '../adapters/git/history.ts';
import { createMiddleware, type Handler } from '../collector/middleware.ts';
import { urlOf } from '../library/asset.ts';
import { isServed, MEDIA_PREFIX } from '../library/media.ts';
import type { IndexFile } from '../search/document.ts';
import { buildLibraryIndex } from '../search/build/library-index.ts';
import { fencesAlone } from './front-matter-fences.ts';
import { lunrAnalysis } from './lunr-stemmer.ts';
import { keepServiceWorker, takeWorkerCode, writeOfflineKit } from './offline.ts';
import { placeAssets } from './place-assets.ts';
import { checkSearchBudget } from './search-budget.ts';
import { readSharedLibrary, sharedLibrary } from './shared-library.ts';

/** Where the site serves the search index. */
const SEARCH_PREFIX = '/search/';

const CONTENT_TYPES: Record<string, string> = {
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};

/** What a build says when pages know less of their past than there may be. */
const SHORT_OF_HISTORY = {
  none: 'There is no git history here: pages do not say who changed them, and feeds go by the days in front matter.',
  shallow:
    'This copy of the repository is shallow: pages and feeds know its last changes alone. Fetch all of it (git fetch --unshallow; fetch-depth: 0 for actions/checkout).',
};

/** Small pieces that every page runs and others share: as one file they are a quarter less on the line than one by one. */
const ofEveryPage = {
  name: 'shared',
  test: /preload-helper|browser.(?:tracking.hub-event|is-typing|saves-data|search.search-start|today)\b/,
};

/** Small pieces that several parts share, all of which come later: each file less is one less to ask for when the palette opens. */
const ofParts = {
  name: 'pieces',
  test: /browser.(?:elements|search.answer-timer|tracking.consent)|library.(?:dates|escape-html|freshness|kinds.kinds|name-of)\b/,
};

/** Adds to Astro what a hub needs beside pages: the search index, and the files that assets show and offer. */
export function hub(): AstroIntegration {
  const folder = contentFolder(process.env);
  return {
    name: 'hub',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [lunrAnalysis(), keepServiceWorker(), placeAssets(fileURLToPath(config.outDir))],
            worker: { plugins: () => [lunrAnalysis(), fencesAlone()] },
            environments: {
              client: {
                build: { rolldownOptions: { output: { codeSplitting: { groups: [ofEveryPage, ofParts] } } } },
              },
            },
          },
        });
      },
      'astro:build:start': async () => {
        const { hub } = (sharedLibrary() ?? (await readSharedLibrary(folder))).library;
        // Before any page is made: what is missing is one command away.
        if (hub.company.admin_page) await readCmsScript();
      },
      'astro:build:done': async ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        const { library } = sharedLibrary() ?? (await readSharedLibrary(folder));
        const files = buildLibraryIndex(library);
        writeIndex(join(out, SEARCH_PREFIX), files);
        const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
        logger.info(
          `${String(library.assets.length)} assets in ${String(files.length)} search files, ${String(Math.ceil(bytes / 1024))} kB`,
        );
        const depth = await readDepth(folder, process.env);
        if (depth !== 'whole') logger.warn(SHORT_OF_HISTORY[depth]);
        for (const path of library.otherFiles) {
          if (isServed(path)) await cp(join(folder, path), join(out, MEDIA_PREFIX, path));
        }
        const workerCode = takeWorkerCode(join(out, '_hub'));
        await compressAssets(join(out, '_hub'));
        await checkSearchBudget(
          join(out, '_hub'),
          files,
          library.assets.map(({ data }) => data.title),
        );
        // Where not all fit, what somebody stood behind last comes first.
        const reviewed = new Map(library.assets.map(({ id, data }) => [urlOf(id), data.reviewed ?? '']));
        const standing = (url: string) => reviewed.get(url) ?? '';
        const notes = await writeOfflineKit(out, workerCode, (first, second) =>
          standing(second).localeCompare(standing(first)),
        );
        for (const note of notes) logger.warn(note);
      },
      'astro:server:setup': ({ server, logger }) => {
        let index: Promise<Map<string, Uint8Array>> | undefined;
        server.watcher.add(folder);
        server.watcher.on('all', (_event, path) => {
          if (path.startsWith(folder)) index = undefined;
        });
        const readIndex = () => {
          index ??= readLibrary(folder).then(
            ({ library }) => new Map(buildLibraryIndex(library).map((file) => [file.name, file.bytes])),
          );
          return index;
        };
        const serveFiles: Handler = async ({ url }) => {
          const path = decodeURIComponent(new URL(url).pathname);
          const bytes = path.startsWith(SEARCH_PREFIX)
            ? (await readIndex()).get(path.slice(SEARCH_PREFIX.length))
            : await readMedia(folder, path);
          if (bytes === undefined) return undefined;
          return new Response(new Uint8Array(bytes), {
            headers: { 'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream' },
          });
        };
        const answer = createMiddleware([serveFiles], (error) => logger.error(String(error)));
        // Only readers are answered here: whoever reads the body of an event takes it from the collector behind.
        server.middlewares.use((incoming, outgoing, next) =>
          incoming.method === 'GET' ? answer(incoming, outgoing, next) : next(),
        );
      },
    },
  };
}

async function readMedia(folder: string, path: string): Promise<Uint8Array | undefined> {
  const media = path.slice(MEDIA_PREFIX.length);
  if (!path.startsWith(MEDIA_PREFIX) || !isServed(media) || media.split('/').includes('..')) return undefined;
  return readFile(join(folder, media)).catch(() => undefined);
}

/** Smaller files gain next to nothing. */
const WORTH_COMPRESSING_BYTES = 256;

/** Scripts and styles get their smallest form beside them, for hosts that send `.br` files as they are. */
async function compressAssets(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/\.(?:js|css)$/.test(name)) continue;
    const whole = await readFile(join(folder, name));
    if (whole.length < WORTH_COMPRESSING_BYTES) continue;
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(whole));
  }
}

/** Written in one go: thousands of small files cost twice the time when each waits for its turn. */
function writeIndex(folder: string, files: readonly IndexFile[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const each of new Set(files.map((file) => dirname(join(folder, file.name)))))
    mkdirSync(each, { recursive: true });
  for (const file of files) writeFileSync(join(folder, file.name), file.bytes);
}
