import type { APIRoute } from 'astro';
import { renderContextFile } from '../../charts/context-file.ts';
import { buildChartContext } from '../../charts/context.ts';
import { collectSite } from '../../site/site.ts';

/** The names that charts need, fetched when a reader first chooses a filter. */
export const GET: APIRoute = async () => {
  const { library, records, past } = await collectSite();
  return new Response(renderContextFile(buildChartContext(library, records, past)), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
};
