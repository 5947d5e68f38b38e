import type { APIRoute } from 'astro';
import { contentFolder } from '../../adapters/content-folder.ts';
import { readSharedLibrary, sharedLibrary } from '../../integration/shared-library.ts';
import { buildLibraryOutline } from '../../publishing/draft/library-outline.ts';

/** What stands in the hub, for the check of a piece that somebody is writing. */
export const GET: APIRoute = async () => {
  const { library } = sharedLibrary() ?? (await readSharedLibrary(contentFolder(process.env)));
  return new Response(JSON.stringify(buildLibraryOutline(library)), {
    headers: { 'content-type': 'application/json' },
  });
};
