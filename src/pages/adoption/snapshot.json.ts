import type { APIRoute } from 'astro';
import { collectSite } from '../../site/site.ts';
import { renderSnapshot } from '../../usage/snapshot/snapshot-text.ts';

/** Everything the adoption page is drawn from, for anyone to count again. */
export const GET: APIRoute = async () => {
  const { snapshot } = await collectSite();
  return new Response(renderSnapshot(snapshot), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
};
