import { z } from 'zod';
import { MAX_DRAFT_ADDRESS, renderDraftAddress } from '../../library/draft-address.ts';
import type { Draft } from '../../library/draft-text.ts';
import { shortenAtWord } from '../../library/shorten.ts';
import type { AgentHub } from '../hub.ts';
import { defineTool, findWord, page, pageOf, QuestionError } from './tool.ts';

const line = (most: number, says: string) => z.string().trim().min(1).max(most).optional().describe(says);

const input = z.object({
  kind: z
    .enum(['answer', 'claim', 'field_note'])
    .describe(
      'answer: to a question of customers. claim: about a competitor. field_note: from a call or visit.',
    ),
  title: z.string().trim().min(1).max(160).describe('Of an answer: the question as customers ask it.'),
  text: z.string().max(20_000).default('').describe('What it says, as Markdown.'),
  also_asked: z
    .array(z.string().trim().min(1).max(100))
    .max(10)
    .default([])
    .describe('Other words for the same.'),
  competitor: line(120, 'Of a claim: whom it is about, by id or name.'),
  claim: line(280, 'Of a claim: one thing that is true and helps, in words that can be said.'),
  source: line(200, 'Of a claim: where it is written or who said it. Without one there is no claim.'),
  source_url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional()
    .describe('Of a claim: a link to its source.'),
  seen_on: z.iso.date().optional().describe('Of a claim: the day the source was last seen to say so.'),
  say: z.enum(['aloud', 'internal']).default('aloud').describe('Of a claim: whether a customer may hear it.'),
  visited: z.iso.date().optional().describe('Of a field note: the day.'),
  struggled: z
    .array(z.object({ here: z.string().trim().min(1).max(240), need: z.string().trim().min(1).max(240) }))
    .max(6)
    .default([])
    .describe('Of a field note: where it was hard, and what would have helped.'),
});

export const draftPieceTool = defineTool({
  name: 'draft_piece',
  title: 'Prepare a new piece for a person',
  description:
    'Makes the address of a form that is filled in with a draft. Nothing is written and nothing is sent: the person you answer opens it, reads every word, and publishes it or not. Never put what a customer said in confidence, or a name of a customer, into it.',
  input,
  output: z.object({
    as_of: z.string(),
    url: z.string().describe('Give it to the person as it is, whole.'),
    cut: z
      .string()
      .nullable()
      .describe('What was too long for an address and is not in it; tell the person.'),
    like: z.array(page).describe('Pages that may hold this already: changing one is better than a second.'),
  }),
  words: ({ title }) => title,
  holds: () => 1,
  async answer(hub, given, today) {
    const draft = draftOf(hub, given);
    const { site = '', as_of: asOf } = hub.list;
    const { url, body } = fitAddress(site, draft);
    const left = draft.body.length - body.length;
    const { hits } = await hub.index.search(given.claim ?? given.title, { limit: 3, today });
    return {
      as_of: asOf,
      url,
      cut:
        left === 0
          ? null
          : `The text is too long for an address: its last ${String(left)} letters are not in the form. It ends with “${body.slice(-60)}”.`,
      like: hits.flatMap(({ id }) => {
        const row = hub.byId.get(id);
        return row === undefined ? [] : [pageOf(hub, row, today)];
      }),
    };
  },
});

/** @throws {QuestionError} where what the kind cannot do without is missing */
function draftOf(hub: AgentHub, given: z.output<typeof input>): Draft {
  const { title, also_asked: aliases, text } = given;
  const shared = { title, ...(aliases.length > 0 ? { aliases } : {}) };
  if (given.kind === 'answer') return { kind: 'answer', values: shared, body: text };
  if (given.kind === 'field_note') {
    const { visited, struggled } = given;
    return { kind: 'field-note', values: { ...shared, visited, struggled }, body: text };
  }
  const { competitor, claim, source, source_url: sourceUrl, seen_on: seenOn, say } = given;
  if (competitor === undefined || claim === undefined || source === undefined || seenOn === undefined)
    throw new QuestionError(
      'A claim needs competitor, claim, source and seen_on: without a source and its day nobody may repeat it.',
    );
  const id = findWord(hub.list.words.competitors, competitor, 'competitor');
  const one = {
    claim,
    source,
    ...(sourceUrl === undefined ? {} : { source_url: sourceUrl }),
    seen_on: seenOn,
    say,
  };
  return { kind: 'battlecard', values: { ...shared, competitor: id, why_we_win: [one] }, body: text };
}

/** The address with as much of the text as fits. Throws a QuestionError where not even the rest does. */
function fitAddress(site: string, draft: Draft): { url: string; body: string } {
  let body = draft.body.toWellFormed();
  for (;;) {
    const url = site + renderDraftAddress({ ...draft, body });
    const over = url.length - MAX_DRAFT_ADDRESS;
    if (over <= 0) return { url, body };
    if (body === '')
      throw new QuestionError(
        'This is too long for an address, even without its text. Draft less of it at once.',
      );
    // A letter takes between one and eight letters of an address.
    body = shortenAtWord(body, Math.max(1, body.length - Math.ceil(over / 8) - 1)).replace(/…$/, '');
    if (body.length <= 1) body = '';
  }
}
