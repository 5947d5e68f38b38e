import { z } from 'zod';
import type { Day } from '../dates.ts';
import { claims, sentence, type Fields } from './fields.ts';
import type { DataPart, KindDefinition, KindNames } from './kind.ts';

export const names = {
  folder: 'battlecards',
  label: 'Battlecard',
  plural: 'Battlecards',
  reviewDays: 90,
} as const satisfies KindNames;

export const icon =
  '<path d="m13 19 6-6" /> <path d="M14.5 17.5 3.586 6.586A2 2 0 013 5.172V3h2.172a2 2 0 011.414.586L17.5 14.5" /> <path d="m14.828 6.172 2.586-2.586A2 2 0 0118.828 3H21v2.172a2 2 0 01-.586 1.414l-2.586 2.586" /> <path d="m16 16 4 4" /> <path d="m19 21 2-2" /> <path d="m5 14 4 4" /> <path d="m5 21-2-2" /> <path d="M7.5 16.5 4 20" />';

/** A customer's objection in the customer's words, and what to answer. */
const objection = () =>
  z.strictObject({
    heard: sentence(200).describe('What the customer says, in the words they use.'),
    answer: sentence(600).describe('What to say back, ready to be spoken.'),
    ask: sentence(200).optional().describe('The question that moves the talk on after the answer.'),
  });

const schema = ({ common, oneOf }: Fields) =>
  common.extend({
    competitor: oneOf('competitors').describe('Whom the card is about.'),
    why_we_win: claims().describe('Claims that win deals, strongest first.'),
    why_we_lose: claims().describe(
      'Where they beat us, said plainly: for reps to know, never copied for a customer.',
    ),
    traps: z
      .array(sentence(240))
      .default([])
      .describe('Questions that let the customer find their weak spot.'),
    objections: z.array(objection()).default([]).describe('What customers say and what to answer.'),
    questions: z.array(sentence(240)).default([]).describe('Discovery questions.'),
    proof: claims().describe('Customers and numbers that back us.'),
    pricing: z.array(sentence(300)).default([]).describe('Pricing notes, internal.'),
  });

type Data = z.infer<ReturnType<typeof schema>>;

export const parts = {
  objections: {
    heading: 'Objections',
    key: 'objections',
    is: 'objection',
    entries: (data) => data.objections.map(({ heard, answer, ask = '' }) => [heard, answer, ask]),
  },
  'why-we-win': { heading: 'Why we win', key: 'why_we_win', is: 'claim', claims: (data) => data.why_we_win },
  'why-we-lose': {
    heading: 'Why we lose',
    key: 'why_we_lose',
    is: 'claim',
    claims: (data) => data.why_we_lose,
    // True in public too, and still a reason to buy from them: who sends it argues for the other side.
    isForReps: true,
  },
  'questions-to-ask': {
    heading: 'Questions to ask',
    key: 'questions',
    is: 'question',
    entries: (data) => data.questions.map((each) => [each]),
  },
  'traps-to-set': {
    heading: 'Traps to set',
    key: 'traps',
    is: 'trap',
    entries: (data) => data.traps.map((each) => [each]),
  },
  proof: { heading: 'Proof', key: 'proof', is: 'claim', claims: (data) => data.proof },
  pricing: {
    heading: 'Pricing',
    key: 'pricing',
    is: 'entry',
    entries: (data) => data.pricing.map((each) => [each]),
    isInternal: true,
  },
} as const satisfies Record<string, DataPart<Data>>;

export const definition = {
  schema,
  lead: 'Whom we meet in deals: why we win, why we lose, what they say and what to answer.',
  navigation: { group: 'browse', place: 1 },
  offline: 'pages',
  parts,
  isDataFirst: true,
  speaksByData: true,
  competitor: (data) => data.competitor,
  objections: (data) => data.objections,
  sends: () => 'the answers, claims and questions, each by its copy button',
  demo: { opened: 4, copied: 'claim' },
  brief: 'lines',
} as const satisfies KindDefinition<Data>;

/** What `npm run init` shows a newcomer. Passes every check on `today`. */
export const exampleOn = (today: Day): string => `title: Example competitor
benefit: The three things to say when this name comes up, and the one to leave alone.
summary: This is an example. Copy it, rename it, and fill it with what you know about a competitor.
owner: first-last
published: ${today}
reviewed: ${today}
competitor: example-competitor
why_we_win:
  - claim: We answer support calls within ten minutes, they answer tickets within a day.
    source: Their public support page, and our own support figures
    seen_on: ${today}
why_we_lose:
  - claim: Their entry price is lower for fewer than ten users.
    source: Their public price page
    seen_on: ${today}
    say: internal
traps:
  - Ask who picks up the phone on a Sunday, and how long that took last time.
objections:
  - heard: They are cheaper.
    answer: For ten users they are. From the eleventh on you pay for every extra, and support is one of them.
    ask: How many people will use it in a year?
questions:
  - What happens today when it stops working?
---

One paragraph about who they are and when you meet them. A claim greys itself when nobody has seen it for half a year.
`;
