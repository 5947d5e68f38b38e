import { z } from 'zod';
import { found, foundOf, isForCustomer } from './found.ts';
import { asked, askForIt, defineTool, findWord, requestUrl } from './tool.ts';

/** So many hits are looked through for what was written to be said. */
const LOOKED_THROUGH = 20;
const MAX_ANSWERS = 5;

export const answerObjectionTool = defineTool({
  name: 'answer_objection',
  title: 'Answer an objection',
  description:
    'What to say when a customer objects or asks: answers that were written to be said aloud, best first. Where there is none it says so; make none up.',
  input: z.object({
    objection: z.string().trim().min(1).max(400).describe('What the customer said, in their words.'),
    competitor: z.string().max(120).optional().describe('The competitor they spoke of, by id or name.'),
    today: asked.today,
  }),
  output: z.object({
    as_of: z.string(),
    answers: z.array(found).describe('Each may be said to a customer today.'),
    says: z.string().describe('What to make of it.'),
    ask_for_it: askForIt,
  }),
  words: ({ objection }) => objection,
  holds: ({ answers }) => answers.length,
  async answer(hub, { objection, competitor }, today) {
    const facets =
      competitor === undefined
        ? {}
        : { competitor: [findWord(hub.list.words.competitors, competitor, 'competitor')] };
    const { hits } = await hub.index.search(objection, { facets, limit: LOOKED_THROUGH, today });
    const answers = hits
      .flatMap((hit) => foundOf(hub, hit, today) ?? [])
      .filter((one) => one.sentence?.is === 'objection' || one.sentence?.is === 'answer')
      .filter(isForCustomer)
      .slice(0, MAX_ANSWERS);
    const says =
      answers.length > 0
        ? 'The first fits best. Say it as it stands, or say that you will ask.'
        : 'The hub has no answer to this. Say that you will ask, and ask the owner of the nearest page.';
    return {
      as_of: hub.list.as_of,
      answers,
      says,
      ask_for_it: answers.length === 0 ? requestUrl(hub, objection) : null,
    };
  },
});
