import type { AstroPrerenderer, RouteData } from 'astro';
import { siteFile, type SiteFile } from './site-files.ts';

/** Astro's own prerenderer, which also tells of each page and file that it made, so that nobody reads them back. */
export function tellOfRendered(own: AstroPrerenderer, tell: (file: SiteFile) => void): AstroPrerenderer {
  return {
    ...own,
    async render(request, options) {
      const result = await own.render(request, options);
      const response = result instanceof Response ? result : result.response;
      if (response.body === null || (response.status >= 300 && response.status < 400)) return result;
      const content = new Uint8Array(await response.arrayBuffer());
      tell(siteFile(addressOf(request.url, options.routeData.type), content));
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
  return path === '/404/' ? '/404.html' : path;
}
