import { z } from 'zod';
import { isDay } from '../dates.ts';
import type { Hub, Term } from '../hub.ts';
import type { Kind } from './kinds.ts';

const day = (example: string) =>
  z
    .string()
    .refine(isDay, { error: 'not-a-day' })
    .meta({ format: 'date', examples: [example] });

const sentence = (max: number) => z.string().trim().min(1).max(max);

const claimShape = {
  claim: sentence(280).describe('One thing that is true and helps, in words a rep can say.'),
  source: sentence(200).describe('Where it is written or who said it. No source, no claim.'),
  source_url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Link to the source, when it has one.'),
  seen_on: day('2026-09-14').describe('The day somebody last saw the source say so.'),
  good_for_days: z
    .int()
    .positive()
    .default(180)
    .describe('How long the claim may be repeated after it was seen. After that it greys itself.'),
  strength: z
    .enum(['primary', 'customer-said', 'inferred'])
    .default('primary')
    .describe(
      'primary: their own words or our test; customer-said: a customer told us; inferred: we think so.',
    ),
  say: z
    .enum(['aloud', 'internal'])
    .default('aloud')
    .describe(
      'aloud: may be said to a customer; internal: for preparing only, never copied into customer text.',
    ),
};

/** A dated, sourced statement. It is live until `seen_on` + `good_for_days`. */
const claimSchema = z.strictObject(claimShape);
export type Claim = z.infer<typeof claimSchema>;

/** A customer's objection in the customer's words, and what to answer. */
const objectionSchema = z.strictObject({
  heard: sentence(200).describe('What the customer says, in the words they use.'),
  answer: sentence(600).describe('What to say back, ready to be spoken.'),
  ask: sentence(200).optional().describe('The question that moves the talk on after the answer.'),
});

const idsOf = (terms: readonly Term[]) => z.enum(terms.map((term) => term.id));
const listOf = (terms: readonly Term[]) => z.array(idsOf(terms)).default([]);

function commonShape(hub: Hub) {
  return {
    title: sentence(120).describe('What it is called. Reps read this first.'),
    benefit: sentence(160)
      .optional()
      .describe("What's in it for the rep, in one sentence without jargon: shown with every search result."),
    summary: sentence(300).optional().describe('What it says, in a sentence or two.'),
    owner: idsOf(hub.people)
      .optional()
      .describe('The id of the person who answers for it (people in hub.yaml).'),
    products: listOf(hub.products).describe('Products it is about.'),
    stages: listOf(hub.stages).describe('Steps of a sale it helps in.'),
    personas: listOf(hub.personas).describe('Whom it speaks to.'),
    industries: listOf(hub.industries).describe('Industries it fits.'),
    regions: listOf(hub.regions).describe('Regions it holds in; none means everywhere.'),
    competitors: listOf(hub.competitors).describe('Competitors it is about.'),
    aliases: z.array(sentence(120)).default([]).describe('Other words reps type when they look for this.'),
    published: day('2026-10-01').optional().describe('The day it first appeared in the hub.'),
    reviewed: day('2026-10-01').optional().describe('The day its owner last stood behind every word.'),
    review_by: day('2027-01-31')
      .optional()
      .describe(
        'The day by which it must be looked at again; without it, reviewed plus the days of its kind.',
      ),
    expires: day('2027-06-30').optional().describe('The day after which nobody should use it.'),
    audience: z
      .enum(['internal', 'shareable'])
      .default('internal')
      .describe('internal: stays inside the company; shareable: may be shown to a customer.'),
    related: z
      .array(z.string())
      .default([])
      .describe('Ids of assets to read next, such as battlecards/acme.'),
    draft: z
      .boolean()
      .optional()
      .describe('true: not ready to be read; no page is made of it, and no search finds it.'),
    source: z.string().optional().describe('Path of the original file, kept by import.'),
    launch: z
      .enum(['major'])
      .optional()
      .describe('major: reps must learn something new for it, so it waits while a quarter ends.'),
    launch_anyway: sentence(300).optional().describe('Why a major launch cannot wait for the new quarter.'),
  };
}

/**
 * The strict front-matter schema of every kind, with the vocabularies of one hub.
 * It is the only place where a field is defined: page, check and editor completion are made from it.
 */
export function buildSchemas(hub: Hub) {
  const schemas = buildShapes(hub);
  factsBySchemas.set(schemas, hub.facts);
  return schemas;
}

const factsBySchemas = new WeakMap<object, Hub['facts']>();

/** The facts of the hub that schemas were built for. */
export function factsOf(schemas: Schemas): Hub['facts'] {
  return factsBySchemas.get(schemas) ?? [];
}

function buildShapes(hub: Hub) {
  const common = z.strictObject(commonShape(hub));
  const claims = z.array(claimSchema).default([]);
  return {
    battlecard: common.extend({
      competitor: idsOf(hub.competitors).describe('Whom the card is about.'),
      why_we_win: claims.describe('Claims that win deals, strongest first.'),
      why_we_lose: claims.describe('Where they beat us, said plainly.'),
      traps: z
        .array(sentence(240))
        .default([])
        .describe('Questions that let the customer find their weak spot.'),
      objections: z.array(objectionSchema).default([]).describe('What customers say and what to answer.'),
      questions: z.array(sentence(240)).default([]).describe('Discovery questions.'),
      proof: claims.describe('Customers and numbers that back us.'),
      pricing: z.array(sentence(300)).default([]).describe('Pricing notes, internal.'),
    }),
    collateral: common.extend({
      format: idsOf(hub.formats).optional().describe('What sort of piece it is.'),
      downloads: z
        .array(
          z.strictObject({
            label: sentence(80).describe('What the button says.'),
            file: z.string().describe('Path of the file below content/files, such as roi-calculator.csv.'),
          }),
        )
        .default([])
        .describe('Files that a rep takes along.'),
    }),
    play: common.extend({
      situation: sentence(300).describe('When to reach for it: what just happened in the deal.'),
      steps: z
        .array(
          z.strictObject({
            do: sentence(300).describe('What to do.'),
            use: z.string().optional().describe('Id of the asset to use, such as collateral/pilot-plan.'),
          }),
        )
        .min(1)
        .describe('The kit, in order.'),
    }),
    answer: common.extend({
      asked: z
        .int()
        .nonnegative()
        .default(0)
        .describe('How many times it was asked before it was written down.'),
    }),
    'build-story': common.extend({
      department: idsOf(hub.departments).describe('Who builds it.'),
      pairs_with: z.string().optional().describe('Id of the sell story that tells the other half.'),
      requests: z
        .array(
          z.strictObject({
            ask: sentence(160).describe('What a rep asks for.'),
            happens: sentence(300).describe('What then happens, step by step.'),
            owner: sentence(80).describe('Who takes it.'),
            days: z.number().positive().describe('Working days until there is an answer.'),
          }),
        )
        .default([])
        .describe('When you ask for X, this happens.'),
    }),
    'sell-story': common.extend({
      team: idsOf(hub.teams).optional().describe('The sales team that tells it.'),
      pairs_with: z.string().optional().describe('Id of the build story that tells the other half.'),
    }),
    role: common.extend({
      department: idsOf(hub.departments).describe('Whose page it is.'),
      breaks_without_us: z
        .array(sentence(240))
        .default([])
        .describe('What goes wrong when we are not there.'),
      needs_from_you: z
        .array(sentence(240))
        .default([])
        .describe('What we need from the rest of the company.'),
      voice: z
        .strictObject({ quote: sentence(300), who: sentence(80) })
        .optional()
        .describe('What excites one of us about our customers.'),
    }),
    'field-note': common.extend({
      visited: day('2026-10-20').describe('The day of the ride-along.'),
      team: idsOf(hub.teams).optional().describe('The sales team that was joined.'),
      struggled: z
        .array(
          z.strictObject({
            here: sentence(240).describe('Where the rep or the customer struggled.'),
            need: sentence(240).describe('What would have helped.'),
          }),
        )
        .default([])
        .describe('Struggled here → need.'),
    }),
  } satisfies Record<Kind, z.ZodType>;
}

export type Schemas = ReturnType<typeof buildSchemas>;
export type FrontMatterOf<K extends Kind> = z.infer<Schemas[K]>;
