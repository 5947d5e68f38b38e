import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { readCmsScript } from '../adapters/cms-package.ts';
import { openCodeCache } from '../adapters/code-cache.ts';
import { contentFolder } from '../adapters/content-folder.ts';
import { readDepth } from '../adapters/git/history.ts';
import { urlOf } from '../library/asset.ts';
import { buildLibraryIndex } from '../search/build/library-index.ts';
import { contentFromNode, readContent } from './content.ts';
import { serveContent } from './dev-server.ts';
import { warnOfFindings } from './findings-warning.ts';
import { fencesAlone } from './front-matter-fences.ts';
import { lunrAnalysis } from './lunr-stemmer.ts';
import { keepServiceWorker, takeWorkerCode, writeOfflineKit } from './offline.ts';
import { packCode } from './packed-code.ts';
import { tellOfRendered } from './rendered-files.ts';
import { placeAssets } from './place-assets.ts';
import { checkSearchBudget } from './search-budget.ts';
import { SEARCH_PREFIX } from '../library/routes.ts';
import { writeSearchFiles } from './search-files.ts';
import { copyMedia, listCode, readPublicFiles, siteFile, type SiteFile } from './site-files.ts';

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
  test: /browser.(?:elements|search.answer-timer|tracking.consent)|library.(?:dates|escape-html|freshness|kinds.kinds|name-of)\b/,
};

/** Adds to Astro what a hub needs beside pages: the search index, and the files that assets show and offer. */
export function hub(): AstroIntegration {
  const folder = contentFolder(process.env);
  const rendered: SiteFile[] = [];
  let publicFolder = '';
  return {
    name: 'hub',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              contentFromNode(),
              lunrAnalysis(),
              keepServiceWorker(),
              placeAssets(fileURLToPath(config.outDir)),
            ],
            worker: { plugins: () => [lunrAnalysis(), fencesAlone()] },
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
      'astro:config:done': ({ config }) => {
        publicFolder = fileURLToPath(config.publicDir);
      },
      'astro:build:start': async ({ logger, setPrerenderer }) => {
        setPrerenderer((own) => tellOfRendered(own, (file) => rendered.push(file)));
        const { library, findings } = await readContent(folder);
        warnOfFindings(findings, logger);
        // Before any page is made: what is missing is one command away.
        if (library.hub.company.admin_page) await readCmsScript();
      },
      'astro:build:done': async ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        const { library } = await readContent(folder);
        const files = buildLibraryIndex(library);
        writeSearchFiles(join(out, SEARCH_PREFIX), files);
        const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
        logger.info(
          `${String(library.assets.length)} assets in ${String(files.length)} search files, ${String(Math.ceil(bytes / 1024))} kB`,
        );
        const depth = await readDepth(folder, process.env);
        if (depth !== 'whole') logger.warn(SHORT_OF_HISTORY[depth]);
        const media = await copyMedia(folder, library.otherFiles, out);
        const workerCode = takeWorkerCode(join(out, '_hub'));
        await packCode(join(out, '_hub'), openCodeCache(process.env));
        await checkSearchBudget(
          join(out, '_hub'),
          files,
          library.assets.map(({ data }) => data.title),
        );
        // Where not all fit, what somebody stood behind last comes first.
        const reviewed = new Map(library.assets.map(({ id, data }) => [urlOf(id), data.reviewed ?? '']));
        const standing = (url: string) => reviewed.get(url) ?? '';
        const site = [
          ...rendered,
          ...media,
          ...files.map(({ name, bytes }) => siteFile(SEARCH_PREFIX + name, bytes)),
          ...(await readPublicFiles(publicFolder)),
          ...listCode(out),
        ];
        const notes = await writeOfflineKit(out, site, workerCode, (first, second) =>
          standing(second).localeCompare(standing(first)),
        );
        for (const note of notes) logger.warn(note);
      },
      'astro:server:setup': ({ server, logger }) => serveContent(server, folder, logger),
    },
  };
}
