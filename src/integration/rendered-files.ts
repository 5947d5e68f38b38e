import type { AstroPrerenderer, RouteData } from 'astro';
import { routes } from '../library/routes.ts';
import { narrowPolicy } from '../hosting/page-policy.ts';
import { siteFile, type SiteFile } from './site-files.ts';
import { sourceHash } from './source-hash.ts';

/** A file of a site that was rendered. */
export interface RenderedFile extends SiteFile {
  /** Names everything that it shows, for those that say so; the same key is the same bytes. */
  key?: string | undefined;
  /** What its host must allow it, for a page. */
  policy?: string | undefined;
}

/** Astro's own prerenderer, which tells of each page and file that it renders, so that nobody reads them back, and when it is done. */
export function createPrerenderer(
  own: AstroPrerenderer,
  onFile: (file: RenderedFile) => void,
  onEnd: () => void,
): AstroPrerenderer {
  const keys = new Map<string, string>();
  return {
    ...own,
    async getStaticPaths() {
      const paths = await own.getStaticPaths();
      for (const { pathname, route, cacheKey } of paths) {
        if (cacheKey !== undefined) keys.set(urlOfPath(pathname, route.type), cacheKey);
      }
      return paths;
    },
    async render(request, options) {
      const result = await own.render(request, options);
      const response = result instanceof Response ? result : result.response;
      if (response.body === null || (response.status >= 300 && response.status < 400)) return result;
      const url = urlOfPath(decodeURI(new URL(request.url).pathname), options.routeData.type);
      const { file, content } = await readRendered(url, response, keys.get(url));
      onFile(file);
      const { status, headers } = response;
      const same = new Response(content, { status, headers });
      return result instanceof Response ? same : { ...result, response: same };
    },
    async teardown() {
      await own.teardown?.();
      onEnd();
    },
  };
}

/** Names an island after the folder in which the hub was built, and nothing reads it. */
const ISLAND_NAME = /(?<=<astro-island) uid="[^"]*"/g;

/** A rendered file, and its bytes as they are written: the same wherever they are made. */
export async function readRendered(
  url: string,
  response: Response,
  key: string | undefined,
): Promise<{ file: RenderedFile; content: Uint8Array<ArrayBuffer> }> {
  const given = new Uint8Array(await response.arrayBuffer());
  const policy = response.headers.get('content-security-policy');
  if (policy === null) return { file: { ...siteFile(url, given), key }, content: given };
  const html = new TextDecoder().decode(given);
  const content = html.includes('<astro-island')
    ? new TextEncoder().encode(html.replace(ISLAND_NAME, ''))
    : given;
  return {
    file: { ...siteFile(url, content), key, policy: narrowPolicy(policy, html, sourceHash) },
    content,
  };
}

/** The address of what Astro renders for a path, with or without a slash behind its name, such as `/answers/price/` or `/icons.svg`. */
export function urlOfPath(path: string, type: RouteData['type']): string {
  const bare = path.replace(/\/$/, '');
  if (type === 'endpoint') return bare;
  // The page of errors becomes a file of its own.
  return bare === '/404' ? routes.notFound.address : `${bare}/`;
}
