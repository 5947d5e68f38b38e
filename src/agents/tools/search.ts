import { z } from 'zod';
import { found, foundOf, isForCustomer } from './found.ts';
import { asked, askForIt, defineTool, requestUrl } from './tool.ts';

const MAX_HITS = 50;

export const searchTool = defineTool({
  name: 'search',
  title: 'Search the hub',
  description:
    'Finds battlecards, answers, collateral, plays and "how we build it" pages by words, as the search of the hub does, each with the sentence that answers, whether it may be said aloud, its source and until when it holds.',
  input: z.object({
    query: z.string().trim().min(1).max(400).describe('Words as a salesperson types them.'),
    limit: z.int().min(1).max(MAX_HITS).default(10),
    for_customer: asked.forCustomer,
    today: asked.today,
  }),
  output: z.object({
    as_of: z.string().describe('The day on which the hub was built.'),
    total: z.int().describe('How many pages were found in all.'),
    hits: z.array(found),
    left_out: z.int().describe('Hits of these that are not for a customer.'),
    missing: z.array(z.string()).describe('Words that no page has.'),
    nearest: z.array(z.string()).describe('Known words near those, when nothing was found.'),
    ask_for_it: askForIt,
  }),
  words: ({ query }) => query,
  holds: ({ total }) => total,
  async answer(hub, { query, limit, for_customer: forCustomer }, today) {
    const { hits, total, missing, nearest } = await hub.index.search(query, { limit, today });
    const all = hits.flatMap((hit) => foundOf(hub, hit, today) ?? []);
    const shown = forCustomer ? all.filter(isForCustomer) : all;
    const left = all.length - shown.length;
    const askForIt = total === 0 ? requestUrl(hub, query) : null;
    return {
      as_of: hub.list.as_of,
      total,
      hits: shown,
      left_out: left,
      missing,
      nearest,
      ask_for_it: askForIt,
    };
  },
});
