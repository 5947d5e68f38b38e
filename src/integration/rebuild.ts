import { mkdirSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname } from 'node:path';
import { emptySiteFolder, markSiteFolder } from '../adapters/site-folder.ts';
import { routes } from '../library/routes.ts';
import { readContent } from './content.ts';
import { nameCode, takeEarlierBuild } from './earlier-build.ts';
import { warnOfFindings } from './findings-warning.ts';
import { finishSite, type BuildFolders } from './finish-site.ts';
import { openKeptPages } from './kept-pages.ts';
import { readRendered, urlOfPath, type RenderedFile } from './rendered-files.ts';
import { pathOfUrl } from './site-files.ts';

/**
 * Builds a site with the pages as an earlier build of the same code bundled them: over what the build before left, where there
 * is that, rendering what would come out otherwise, else from nothing. Does the rest as any build does. Gives false when no
 * build of this code kept its pages, and also when a page fails, since a whole build tells why.
 *
 * @param checkout folder of the hub's code
 */
export async function rebuildSite(
  checkout: string,
  folders: BuildFolders,
  env: Record<string, string | undefined>,
  warn: (sentence: string) => void,
): Promise<boolean> {
  const { site } = folders;
  const code = await nameCode(checkout, env);
  const kept = await openKeptPages(checkout, code);
  if (kept === undefined) return false;
  const earlier = takeEarlierBuild(folders.cache, site, code);
  const content = await readContent(folders.content);
  const { listPages, renderPage } = kept.renderer;
  const pages = await listPages();
  if (earlier === undefined) {
    await emptySiteFolder(site);
    await markSiteFolder(site);
    kept.placeScripts(site);
  }
  await cp(folders.public, site, { recursive: true });
  const rendered: RenderedFile[] = [];
  for (const { pathname, route, cacheKey: key } of pages) {
    const url = urlOfPath(pathname, route.type);
    const same = key === undefined ? undefined : earlier?.find(url);
    if (same !== undefined && same.key === key) {
      rendered.push(same);
      continue;
    }
    const asked = route.type === 'page' ? pathname.replace(/\/?$/, '/') : pathname;
    const response = await renderPage(new Request(new URL(asked, ORIGIN)), route);
    const isOfErrors = response.status === 404 && url === routes.notFound.address;
    if (!response.ok && !isOfErrors) return false;
    const { file, content: bytes } = await readRendered(url, response, key);
    rendered.push(file);
    const path = pathOfUrl(site, url);
    // Not waited for as promises: thousands of small files cost twice the time when each takes its turn among threads.
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  warnOfFindings(content, { warn });
  const { library } = content;
  await finishSite(folders, { library, rendered, scripts: kept.scripts, code, earlier }, warn);
  return true;
}

/** Pages are asked for as over a network, from a host that no page names. */
const ORIGIN = 'http://localhost/';
