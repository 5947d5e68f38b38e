import { z } from 'zod';
import { claimRow } from '../files/claim-list.ts';
import { asked, defineTool, findWord, page, pageOf } from './tool.ts';

const claim = claimRow.omit({ asset: true }).extend({ page });

export const claimsTool = defineTool({
  name: 'claims_about_competitor',
  title: 'Claims about a competitor',
  description:
    'Every claim about a competitor that still holds on the day of the asker, with its source, the day it was seen, until when it may be repeated, and whether it may be said aloud. Claims that have run out are counted, not told.',
  input: z.object({
    competitor: z.string().min(1).max(120).describe('Its id or name.'),
    for_customer: asked.forCustomer,
    today: asked.today,
  }),
  output: z.object({
    as_of: z.string(),
    competitor: z.object({ id: z.string(), name: z.string() }),
    claims: z.array(claim),
    expired: z.int().describe('Claims left out because they have run out.'),
    internal: z.int().describe('Claims left out because they must not be said to a customer.'),
  }),
  words: ({ competitor }) => competitor,
  holds: ({ claims }) => claims.length,
  async answer(hub, { competitor, for_customer: forCustomer }, today) {
    const { competitors } = hub.list.words;
    const id = findWord(competitors, competitor, 'competitor');
    const own = hub.claims.filter((row) => row.competitor === id);
    const isLive = (row: (typeof own)[number]): boolean => {
      const expires = hub.byId.get(row.asset)?.expires;
      return row.good_until >= today && (expires === undefined || expires >= today);
    };
    const live = own.filter(isLive);
    const shown = forCustomer ? live.filter(({ say }) => say === 'aloud') : live;
    return {
      as_of: hub.list.as_of,
      competitor: { id, name: competitors.find((word) => word.id === id)?.name ?? id },
      claims: shown.flatMap(({ asset, ...row }) => {
        const from = hub.byId.get(asset);
        return from === undefined ? [] : [{ ...row, page: pageOf(hub, from, today) }];
      }),
      expired: own.length - live.length,
      internal: live.length - shown.length,
    };
  },
});
