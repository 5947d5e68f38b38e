import { z } from 'zod';
import type { Day } from '../../library/dates.ts';
import { SAYINGS, SENTENCE_KINDS } from '../../library/sentence.ts';
import type { SearchHit } from '../../search/query/hits.ts';
import type { AgentHub } from '../hub.ts';
import { page, pageOf } from './tool.ts';

/** The sentence that answers, with all that decides whether it may be repeated. */
const sentence = z.object({
  is: z.enum(SENTENCE_KINDS),
  say: z
    .enum(SAYINGS)
    .describe(
      'shown: of a file that may be shared, not to be said. guidance: for the rep to know, not to be said.',
    ),
  words: z.string().describe('Of an objection: what the customer says.'),
  answer: z.string().nullable().describe('What to say to it.'),
  then_ask: z.string().nullable().describe('The question that moves the talk on.'),
  source: z
    .object({ from: z.string(), url: z.string().nullable(), seen_on: z.string(), strength: z.string() })
    .nullable(),
  good_until: z
    .string()
    .nullable()
    .describe('The last day on which it may be repeated; null: as long as its page.'),
});

export const found = z.object({
  page,
  heading: z.string().nullable(),
  sentence: sentence.nullable().describe('null where the page as a whole is meant.'),
});

export type Found = z.input<typeof found>;

/** Undefined for a hit that the list does not know, which is of another build. */
export function foundOf(
  hub: AgentHub,
  { id, section, sentence: chosen }: SearchHit,
  today: Day,
): Found | undefined {
  const row = hub.byId.get(id);
  if (row === undefined) return undefined;
  const told = pageOf(hub, row, today);
  const url = section.slug === '' ? told.url : `${told.url}#${section.slug}`;
  const { is, say, words, reply, ask, source, until } = chosen ?? {};
  return {
    page: { ...told, url },
    heading: section.heading || null,
    sentence:
      is === undefined || say === undefined
        ? null
        : {
            is,
            say,
            words: words ?? '',
            answer: reply || null,
            then_ask: ask || null,
            source:
              source === undefined
                ? null
                : {
                    from: source.from,
                    url: source.url ?? null,
                    seen_on: source.seenOn,
                    strength: source.strength,
                  },
            good_until: until ?? null,
          },
  };
}

/** Whether a customer may have it: a sentence that is said aloud or shown, or a page that may be shared, and neither has run out. */
export const isForCustomer = ({ page: { audience, state }, sentence: chosen }: Found): boolean =>
  state !== 'expired' && (chosen === null ? audience === 'shareable' : chosen.say !== 'guidance');
