import type { APIRoute } from 'astro';
import { buildCallLists } from '../../reader/call/call-card.ts';
import { packRules } from '../../search/files/synonym-rules.ts';
import { buildShortListRules } from '../../search/query/short-list-rules.ts';
import { collectElsewhere } from '../../site/call.ts';
import { collectSite, ofKind } from '../../site/site.ts';

/** What all cards and answers say to customers, with the synonyms that lead to any of it. */
export const GET: APIRoute = async () => {
  const site = await collectSite();
  const assets = await collectElsewhere();
  const entries = [
    ...ofKind(site, 'battlecard').flatMap((card) =>
      buildCallLists(card).flatMap(({ items }) =>
        items.map(({ heard, says, ask }) => ({ heard, says: `${says} ${ask}` })),
      ),
    ),
    ...assets.flatMap(({ items }) =>
      items.map(({ heard, also = '', says }) => ({ heard: `${heard}\n${also}`, says })),
    ),
  ];
  const rules = packRules(buildShortListRules(entries, site.hub.synonyms));
  return new Response(JSON.stringify({ assets, rules }), { headers: { 'content-type': 'application/json' } });
};
