import { z } from 'zod';
import { asked, defineTool, page, pageOf } from './tool.ts';

const MAX_OWNED = 5;

export const whoOwnsTool = defineTool({
  name: 'who_owns',
  title: 'Who answers for this',
  description: 'Who answers for a page or a subject, so that a person can be asked.',
  input: z.object({
    about: z.string().trim().min(1).max(400).describe('The id of a page, or words of a subject.'),
    today: asked.today,
  }),
  output: z.object({
    as_of: z.string(),
    owners: z.array(
      z.object({
        owner: z.string().nullable().describe('null: nobody does yet.'),
        owner_id: z.string().nullable(),
        page,
      }),
    ),
  }),
  words: ({ about }) => about,
  holds: ({ owners }) => owners.length,
  async answer(hub, { about }, today) {
    const known = hub.byId.get(about);
    const ids =
      known === undefined
        ? (await hub.index.search(about, { limit: MAX_OWNED, today })).hits.map(({ id }) => id)
        : [known.id];
    const owners = ids
      .flatMap((id) => hub.byId.get(id) ?? [])
      .map((row) => ({
        owner: row.owner?.name ?? null,
        owner_id: row.owner?.id ?? null,
        page: pageOf(hub, row, today),
      }));
    return { as_of: hub.list.as_of, owners };
  },
});
