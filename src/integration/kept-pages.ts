import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { seal, unseal } from '../adapters/seal.ts';
import { writeWholeFile } from '../adapters/write-file.ts';
import type * as pageRenderer from './page-renderer.ts';
import type { SiteCode } from './site-code.ts';
import { pathOfUrl } from './site-files.ts';

const RENDERER = 'page-renderer.mjs';
const PREFIX = 'pages-';
/** Inside the folder of kept pages: what runs in a browser, by its address, and the list of it, which is written last. */
const SCRIPTS_FOLDER = 'site';
const SCRIPTS_LIST = 'scripts.json';

/** All that a site takes from code alone: what Astro and Vite make of it, and what every build of the same code would make again. */
export interface KeptPages {
  /** The bundled pages. */
  renderer: typeof pageRenderer;
  scripts: SiteCode;
  /** Puts scripts, styles and fonts into the folder of a site. */
  placeScripts(siteFolder: string): void;
}

/** Astro's own folder in a checkout. */
const astroFolder = (checkout: string): string => join(checkout, '.astro');

const folderOf = (checkout: string, code: string): string =>
  join(astroFolder(checkout), PREFIX + code.slice(0, 20));

/**
 * Has the bundle of pages outlive its build, so that the next one of the same code needs neither Astro nor Vite. It stays in
 * Astro's folder of the checkout, where what it imports from packages is found.
 *
 * @param code names what the pages are made with
 */
export function keepPages(checkout: string, code: string) {
  let bundled = '';
  return {
    plugin: {
      name: 'keep-pages',
      apply: 'build' as const,
      applyToEnvironment: ({ name }: { name: string }) => name === 'prerender',
      buildStart(this: { emitFile(file: { type: 'chunk'; id: string; fileName: string }): string }) {
        this.emitFile({
          type: 'chunk',
          id: join(import.meta.dirname, 'page-renderer.ts'),
          fileName: RENDERER,
        });
      },
      writeBundle({ dir = '' }: { dir?: string | undefined }) {
        bundled = dir;
      },
    },
    /** To be called when all pages are rendered, and before Astro clears away what it rendered them with. */
    keep(): void {
      for (const name of readdirSync(astroFolder(checkout)).filter((each) => each.startsWith(PREFIX)))
        rmSync(join(astroFolder(checkout), name), { recursive: true, force: true });
      renameSync(bundled, folderOf(checkout, code));
    },
    /** To be called after that, when the scripts of the site are packed. */
    async keepScripts(siteFolder: string, scripts: SiteCode): Promise<void> {
      const folder = folderOf(checkout, code);
      copyScripts(siteFolder, join(folder, SCRIPTS_FOLDER), scripts);
      await writeWholeFile(join(folder, SCRIPTS_LIST), seal(JSON.stringify(scripts)));
    },
  };
}

function copyScripts(from: string, to: string, { files, packed }: SiteCode): void {
  for (const { url } of [...files, ...packed]) {
    mkdirSync(dirname(pathOfUrl(to, url)), { recursive: true });
    cpSync(pathOfUrl(from, url), pathOfUrl(to, url));
  }
}

/** What a build of the same code kept; undefined when nothing was, or not all of it. */
export async function openKeptPages(checkout: string, code: string): Promise<KeptPages | undefined> {
  const folder = folderOf(checkout, code);
  const list = join(folder, SCRIPTS_LIST);
  const listed = existsSync(list) ? unseal(readFileSync(list)) : undefined;
  if (listed === undefined) return undefined;
  const scripts = JSON.parse(listed.toString()) as SiteCode;
  return {
    renderer: (await import(pathToFileURL(join(folder, RENDERER)).href)) as typeof pageRenderer,
    scripts,
    placeScripts: (siteFolder) => copyScripts(join(folder, SCRIPTS_FOLDER), siteFolder, scripts),
  };
}
