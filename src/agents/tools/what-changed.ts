import { z } from 'zod';
import { isInternalPart } from '../../library/kinds/asset-data.ts';
import { forbidsSaying, isUnsayable } from '../../library/unsayable.ts';
import type { Change } from '../../reader/visits/changes.ts';
import type { AssetRow } from '../files/asset-list.ts';
import type { AgentHub } from '../hub.ts';
import { asked, defineTool, findRow, page, pageOf } from './tool.ts';

const MAX_CHANGES = 100;

export const whatChangedTool = defineTool({
  name: 'what_changed',
  title: 'What changed since a day',
  description:
    'What changed by meaning since a day, newest first: claims, answers and parts of texts as they were and as they are. Nothing that was, and nothing marked internal, is to be said to a customer.',
  input: z.object({
    since: z.iso.date().describe('The first day to look at, such as 2026-11-01.'),
    id: z.string().max(400).optional().describe('One page alone, such as battlecards/acme.'),
    limit: z.int().min(1).max(MAX_CHANGES).default(20),
    today: asked.today,
  }),
  output: z.object({
    as_of: z.string(),
    total: z.int().describe('Changed pages in all, each counted once for each day it changed.'),
    changed: z.array(
      z.object({
        page,
        day: z.string(),
        by: z.array(z.string()),
        changes: z.array(
          z.object({
            what: z.enum(['added', 'changed', 'removed']),
            heading: z.string(),
            about: z.string().nullable().describe('Of an answer: what the customer says.'),
            was: z.string().nullable(),
            now: z.string().nullable(),
            say: z.enum(['internal', 'guidance']).describe('internal: must not reach a customer.'),
          }),
        ),
      }),
    ),
    says: z.string(),
  }),
  words: () => '',
  holds: ({ total }) => total,
  async answer(hub, { since, id, limit }, today) {
    const wanted = id === undefined ? undefined : findRow(hub, id);
    const all = await hub.readChanges();
    const ids = wanted === undefined ? [...all.keys()] : [wanted.id];
    const steps = ids
      .flatMap((each) => {
        const row = hub.byId.get(each);
        return row === undefined ? [] : (all.get(each)?.steps ?? []).map((step) => ({ row, step }));
      })
      .filter(({ step }) => step.day >= since)
      .sort((a, b) => (a.step.day > b.step.day ? -1 : a.step.day < b.step.day ? 1 : 0));
    const says =
      all.size === 0
        ? 'This build knew no history of its pages, so nothing can be told.'
        : steps.length === 0
          ? `Nothing changed by meaning since ${since}.`
          : '';
    return {
      as_of: hub.list.as_of,
      total: steps.length,
      changed: steps.slice(0, limit).map(({ row, step: { day, by, changes } }) => ({
        page: pageOf(hub, row, today),
        day,
        by,
        changes: changes.map((change) => ({
          what: change.what,
          heading: change.heading,
          about: change.about ?? null,
          was: change.was ?? null,
          now: change.now ?? null,
          say: isInternal(hub, row, change) ? ('internal' as const) : ('guidance' as const),
        })),
      })),
      says,
    };
  },
});

/** What is gone, too: nobody knows any more whether it could be said. */
function isInternal(hub: AgentHub, row: AssetRow, { slug, heading, say, now, what }: Change): boolean {
  const claim = hub.claims.find((each) => each.asset === row.id && each.claim === now);
  return (
    what === 'removed' ||
    say === 'internal' ||
    claim?.say === 'internal' ||
    isInternalPart(row.kind, slug) ||
    forbidsSaying(heading) ||
    isUnsayable(now ?? '')
  );
}
