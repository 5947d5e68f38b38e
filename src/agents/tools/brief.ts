import { z } from 'zod';
import { briefFacets, briefUrl, parseBriefChoice, type BriefTerms } from '../../reader/brief/brief-choice.ts';
import { buildBrief } from '../../reader/brief/brief.ts';
import { asked, defineTool, page, pageOf, QuestionError } from './tool.ts';

const word = (what: string) => z.string().max(120).optional().describe(`The ${what}, by id or name.`);

const item = z.object({
  page,
  head: z.string().describe('What it is called, or what the customer says.'),
  says: z.string(),
  next: z.string().describe('The first step, or the question after it.'),
  why: z.array(z.string()).describe('Why it is here; nothing for a customer.'),
  say: z.enum(['aloud', 'guidance', 'internal']).describe('internal: must not reach a customer.'),
});

export const briefTool = defineTool({
  name: 'brief',
  title: 'Prepare a call',
  description:
    'One page for a call: what to ask, say, prove, expect and take along, for a competitor, a step of the sale, a person and an industry. Each may be left out. What has run out is not in it.',
  input: z.object({
    competitor: word('competitor'),
    stage: word('step of the sale'),
    persona: word('person'),
    industry: word('industry'),
    for_customer: asked.forCustomer,
    today: asked.today,
  }),
  output: z.object({
    as_of: z.string(),
    url: z.string().describe('The same page for people.'),
    sections: z.array(
      z.object({
        section: z.enum(['play', 'ask', 'trap', 'say', 'prove', 'expect', 'answer', 'take', 'alone']),
        items: z.array(item),
      }),
    ),
    claims: z.object({ live: z.int(), all: z.int() }).describe('How many claims of the cards still hold.'),
  }),
  words: (given) => briefFacets.flatMap((facet) => given[facet] ?? []).join(' '),
  holds: ({ sections }) => sections.reduce((sum, { items }) => sum + items.length, 0),
  async answer(hub, { for_customer: forCustomer, ...given }, today) {
    const { competitors, stages, personas, industries } = hub.list.words;
    const terms: BriefTerms = {
      competitor: competitors,
      stage: stages,
      persona: personas,
      industry: industries,
    };
    const typed = new URLSearchParams(briefFacets.map((facet) => [facet, given[facet] ?? '']));
    const { choice, unknown } = parseBriefChoice(typed, terms);
    const [first] = unknown;
    if (first !== undefined) {
      const known = terms[first.facet].map(({ name }) => name).join(', ');
      throw new QuestionError(
        `The hub knows no ${first.facet} "${first.typed}". ${first.meant === undefined ? `It knows ${known}.` : `Did you mean ${first.meant}?`}`,
      );
    }
    const { sections, claims } = buildBrief(
      choice,
      await hub.readBriefFiles(choice.competitor),
      terms,
      today,
    );
    const told = sections.map(({ id, fits, items }) => ({
      section: id,
      items: items.flatMap(({ source, head, says, next, fits: own, why, internal, copies }) => {
        const row = hub.byId.get(source.id);
        const say = internal ? 'internal' : copies === undefined ? 'guidance' : 'aloud';
        if (row === undefined || (forCustomer && say !== 'aloud')) return [];
        const told: z.input<typeof item> = {
          page: pageOf(hub, row, today),
          head,
          says,
          next,
          why: forCustomer ? [] : [...fits, ...own, ...why],
          say,
        };
        return [told];
      }),
    }));
    return {
      as_of: hub.list.as_of,
      url: (hub.list.site ?? '') + briefUrl(choice),
      sections: told.filter(({ items }) => items.length > 0),
      claims,
    };
  },
});
