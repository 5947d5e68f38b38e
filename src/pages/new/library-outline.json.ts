import type { APIRoute } from 'astro';
import { buildLibraryOutline } from '../../publishing/draft/library-outline.ts';
import { collectSite } from '../../site/site.ts';

/** What stands in the hub, for the check of a piece that somebody is writing. */
export const GET: APIRoute = async () => {
  const { library } = await collectSite();
  return new Response(JSON.stringify(buildLibraryOutline(library)), {
    headers: { 'content-type': 'application/json' },
  });
};
