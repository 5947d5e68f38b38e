import { routes } from '../library/routes.ts';
import type { AstroPrerenderer, RouteData } from 'astro';
import type { EarlierBuild, ReusableFile } from './earlier-build.ts';
import { siteFile } from './site-files.ts';

/**
 * Astro's own prerenderer, which renders no page that lies in the site as it would come out: one whose `cacheKey` from
 * `getStaticPaths` is that of the earlier build. It tells of each page and file of the site, so that nobody reads them back.
 */
export function createPrerenderer(
  own: AstroPrerenderer,
  earlier: EarlierBuild | undefined,
  tell: (file: ReusableFile) => void,
): AstroPrerenderer {
  const keys = new Map<string, string>();
  return {
    ...own,
    async getStaticPaths() {
      const paths = await own.getStaticPaths();
      return paths.filter(({ pathname, cacheKey }) => {
        if (cacheKey === undefined) return true;
        const url = pathname.replace(/\/?$/, '/');
        const file = earlier?.find(url);
        if (file?.key === cacheKey) tell(file);
        else keys.set(url, cacheKey);
        return file?.key !== cacheKey;
      });
    },
    async render(request, options) {
      const result = await own.render(request, options);
      const response = result instanceof Response ? result : result.response;
      if (response.body === null || (response.status >= 300 && response.status < 400)) return result;
      const content = new Uint8Array(await response.arrayBuffer());
      const url = addressOf(request.url, options.routeData.type);
      tell({ ...siteFile(url, content), key: keys.get(url) });
      const { status, headers } = response;
      const same = new Response(content, { status, headers });
      return result instanceof Response ? same : { ...result, response: same };
    },
  };
}

/** The address under which Astro writes the answer to a request: it asks for files with a slash behind their name too. */
function addressOf(url: string, type: RouteData['type']): string {
  const path = decodeURI(new URL(url).pathname);
  if (type === 'endpoint') return path.replace(/\/$/, '');
  // The page of errors becomes a file of its own.
  return path === '/404/' ? routes.notFound.address : path;
}
