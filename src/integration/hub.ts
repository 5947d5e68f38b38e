import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { readCmsScript } from '../adapters/cms-package.ts';
import { openCodeCache } from '../adapters/code-cache.ts';
import { contentFolder } from '../adapters/content-folder.ts';
import { readDepth } from '../adapters/git/history.ts';
import { CODE_PREFIX, urlOf } from '../library/addresses.ts';
import { buildLibraryIndex } from '../search/build/library-index.ts';
import { contentFromNode, readContent } from './content.ts';
import { serveContent } from './dev-server.ts';
import {
  nameCode,
  recordBuild,
  removeOthers,
  takeEarlierBuild,
  type EarlierBuild,
  type ReusableFile,
} from './earlier-build.ts';
import { warnOfFindings } from './findings-warning.ts';
import { frontMatterFences } from './front-matter-fences.ts';
import { lunrStemmer } from './lunr-stemmer.ts';
import { keepServiceWorker, takeWorkerCode, writeOfflineKit } from './offline.ts';
import { packCode } from './packed-code.ts';
import { createPrerenderer } from './rendered-files.ts';
import { placeAssets } from './place-assets.ts';
import { checkSearchBudget } from './search-budget.ts';
import { writeSearchFiles } from './search-files.ts';
import { copyMedia, listCode, pathOfUrl, readPublicFiles } from './site-files.ts';

/** What a build says when pages know less of their past than there may be. */
const SHORT_OF_HISTORY = {
  none: 'There is no git history here: pages do not say who changed them, and feeds go by the days in front matter.',
  shallow:
    'This copy of the repository is shallow: pages and feeds know its last changes alone. Fetch all of it (git fetch --unshallow; fetch-depth: 0 for actions/checkout).',
};

/** Small pieces that every page runs and others share: as one file they are a quarter less on the line than one by one. */
const ofEveryPage = {
  name: 'shared',
  test: /preload-helper|browser.(?:tracking.hub-event|is-typing|saves-data|search.search-start|storage|today)\b/,
};

/** Small pieces that several parts share, all of which come later: each file less is one less to ask for when the palette opens. */
const ofParts = {
  name: 'pieces',
  test: /browser.(?:elements|search.answer-timer|tracking.consent)|library.(?:dates|escape-html|freshness|kinds.kinds|name-of)|search.query.hit-row\b/,
};

/** Adds to Astro what a hub needs beside pages: the search index, and the files that assets show and offer. */
export function hub(): AstroIntegration {
  const folder = contentFolder(process.env);
  const rendered: ReusableFile[] = [];
  let code = '';
  let earlier: EarlierBuild | undefined;
  let publicFolder = '';
  let cacheFolder = '';
  return {
    name: 'hub',
    hooks: {
      'astro:config:setup': async ({ command, config, updateConfig }) => {
        publicFolder = fileURLToPath(config.publicDir);
        cacheFolder = fileURLToPath(config.cacheDir);
        const siteFolder = fileURLToPath(config.outDir);
        if (command === 'build') {
          code = await nameCode(fileURLToPath(config.root), process.env);
          earlier = takeEarlierBuild(cacheFolder, siteFolder, code);
        }
        updateConfig({
          vite: {
            build: {
              // What an earlier build left and this one does not make is taken away in the end.
              emptyOutDir: earlier === undefined,
              // An address is written where it is used: no page fetches the others with it.
              rolldownOptions: { optimization: { inlineConst: { mode: 'all' } } },
            },
            plugins: [contentFromNode(), lunrStemmer(), keepServiceWorker(), placeAssets(siteFolder)],
            worker: { plugins: () => [lunrStemmer(), frontMatterFences()] },
            environments: {
              client: {
                // A worker has no document, and a part of the draft's compiler would read entities with one.
                resolve: { conditions: ['worker', 'module', 'browser', 'development|production'] },
                build: { rolldownOptions: { output: { codeSplitting: { groups: [ofEveryPage, ofParts] } } } },
              },
            },
          },
        });
      },
      'astro:build:start': async ({ logger, setPrerenderer }) => {
        setPrerenderer((own) => createPrerenderer(own, earlier, (file) => rendered.push(file)));
        const content = await readContent(folder);
        warnOfFindings(content, logger);
        // Before any page is made: what is missing is one command away.
        if (content.library.hub.company.admin_page) await readCmsScript();
      },
      'astro:build:done': async ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        const { library } = await readContent(folder);
        const files = buildLibraryIndex(library);
        const search = writeSearchFiles(out, files, earlier);
        const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
        logger.info(
          `${String(library.assets.length)} assets in ${String(files.length)} search files, ${String(Math.ceil(bytes / 1024))} kB`,
        );
        const depth = await readDepth(folder, process.env);
        if (depth !== 'whole') logger.warn(SHORT_OF_HISTORY[depth]);
        const media = await copyMedia(folder, library.otherFiles, out);
        const codeFolder = join(out, CODE_PREFIX);
        const workerCode = takeWorkerCode(codeFolder);
        const packed = await packCode(codeFolder, openCodeCache(process.env));
        await checkSearchBudget(
          codeFolder,
          files,
          library.assets.map(({ data }) => data.title),
        );
        // Where not all fit, what somebody stood behind last comes first.
        const reviewed = new Map(library.assets.map(({ id, data }) => [urlOf(id), data.reviewed ?? '']));
        const standing = (url: string) => reviewed.get(url) ?? '';
        const site = [
          ...rendered,
          ...media,
          ...search,
          ...(await readPublicFiles(publicFolder)),
          ...listCode(out),
        ];
        const kit = await writeOfflineKit(out, site, workerCode, (first, second) =>
          standing(second).localeCompare(standing(first)),
        );
        for (const note of kit.notes) logger.warn(note);
        if (earlier !== undefined) {
          const made = site.map(({ url }) => pathOfUrl(out, url));
          removeOthers(out, new Set([...made, ...packed, ...kit.written]));
        }
        await recordBuild(cacheFolder, out, code, [...rendered, ...search]);
      },
      'astro:server:setup': ({ server, logger }) => serveContent(server, folder, logger),
    },
  };
}
