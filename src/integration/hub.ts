import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { readCmsScript } from '../adapters/cms-package.ts';
import { openCodeCache } from '../adapters/code-cache.ts';
import { contentFolder } from '../adapters/content-folder.ts';
import { emptySiteFolder, markSiteFolder } from '../adapters/site-folder.ts';
import { PAGE_DIRECTIVES } from '../hosting/page-policy.ts';
import { contentFromNode, readContent } from './content.ts';
import { serveContent } from './dev-server.ts';
import { nameCode } from './earlier-build.ts';
import { warnOfFindings } from './findings-warning.ts';
import { finishSite } from './finish-site.ts';
import { frontMatterFences } from './front-matter-fences.ts';
import { keepPages } from './kept-pages.ts';
import { lunrStemmer } from './lunr-stemmer.ts';
import { modulePreload } from './module-preload.ts';
import { keepServiceWorker } from './offline.ts';
import { placeAssets } from './place-assets.ts';
import { rememberPolicyDigests } from './policy-digests.ts';
import { createPrerenderer, type RenderedFile } from './rendered-files.ts';
import { packSiteCode } from './site-code.ts';

/** Small pieces that every page runs and others share: as one file they are a quarter less on the line than one by one. */
const ofEveryPage = {
  name: 'shared',
  test: /preload-helper|browser.(?:tracking.(?:hub-event|consent|unsent-reports)|is-typing|saves-data|search.search-start|storage|today)\b/,
};

/** Small pieces that several parts share, all of which come later: each file less is one less to ask for when the palette opens. */
const ofParts = {
  name: 'pieces',
  test: /browser.(?:elements|new-day|search.answer-timer|tracking.opened-hit)|library.(?:addresses|dates|escape-html|freshness|kinds.kinds|name-of)|search.query.hit-row\b/,
};

/** What palette and library ask the search with. With the palette, its styles, the worker and the manifest it makes six files: as many as a browser asks one host for at once over HTTP/1.1. */
const ofSearch = {
  name: 'search',
  test: /browser.search.search-(?:client|reports|session)|src.search.document\b/,
};

/** Adds to Astro what a hub needs beside pages: the search index, and the files that assets show and offer. */
export function hub(): AstroIntegration {
  const content = contentFolder(process.env);
  const rendered: RenderedFile[] = [];
  let code = '';
  let kept: ReturnType<typeof keepPages> | undefined;
  let publicFolder = '';
  let cacheFolder = '';
  let siteFolder = '';
  return {
    name: 'hub',
    hooks: {
      'astro:config:setup': async ({ command, config, updateConfig }) => {
        const root = fileURLToPath(config.root);
        publicFolder = fileURLToPath(config.publicDir);
        cacheFolder = fileURLToPath(config.cacheDir);
        siteFolder = fileURLToPath(config.outDir);
        if (command === 'build') {
          code = await nameCode(root, process.env);
          kept = keepPages(root, code);
        }
        updateConfig({
          security: { csp: { algorithm: 'SHA-256', directives: [...PAGE_DIRECTIVES] } },
          vite: {
            build: {
              emptyOutDir: false,
              // An address is written where it is used: no page fetches the others with it.
              rolldownOptions: { optimization: { inlineConst: { mode: 'all' } } },
            },
            plugins: [
              contentFromNode(),
              lunrStemmer(),
              modulePreload(),
              rememberPolicyDigests(),
              keepServiceWorker(),
              placeAssets(siteFolder),
              kept?.plugin,
            ],
            // As modules, so that a worker fetches in parts.
            worker: { format: 'es', plugins: () => [lunrStemmer(), frontMatterFences()] },
            environments: {
              client: {
                // A worker has no document, and a part of the draft's compiler would read entities with one.
                resolve: { conditions: ['worker', 'module', 'browser', 'development|production'] },
                build: {
                  rolldownOptions: {
                    output: {
                      codeSplitting: {
                        groups: [{ ...ofParts, test: /library.addresses\b/ }, ofEveryPage, ofParts, ofSearch],
                      },
                    },
                  },
                },
              },
            },
          },
        });
      },
      // Astro gives the policy of a page as a header to adapters alone; in the page it would weigh a tenth of it, and not say
      // who may frame it.
      'astro:config:done': ({ setAdapter }) =>
        setAdapter({
          name: 'hub',
          entrypointResolution: 'explicit',
          serverEntrypoint: 'astro/app/entrypoint',
          adapterFeatures: { buildOutput: 'static', staticHeaders: true },
          supportedAstroFeatures: { staticOutput: 'stable', sharpImageService: 'stable' },
        }),
      'astro:build:start': async ({ logger, setPrerenderer }) => {
        setPrerenderer((own) =>
          createPrerenderer(
            own,
            (file) => rendered.push(file),
            () => kept?.keep(),
          ),
        );
        const read = await readContent(content);
        warnOfFindings(read, logger);
        // Before any page is made: what is missing is one command away.
        if (read.library.hub.company.admin_page) await readCmsScript();
        await emptySiteFolder(siteFolder);
        await markSiteFolder(siteFolder);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const site = resolve(fileURLToPath(dir));
        const { library } = await readContent(content);
        const scripts = await packSiteCode(site, openCodeCache(process.env));
        await kept?.keepScripts(site, scripts);
        await finishSite(
          { content, public: publicFolder, site, cache: cacheFolder },
          { library, rendered, scripts, code },
          (sentence) => logger.warn(sentence),
        );
      },
      'astro:server:setup': ({ server, logger }) => serveContent(server, content, logger),
    },
  };
}
