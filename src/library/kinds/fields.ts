import { z } from 'zod';
import { STRENGTHS } from '../claim-source.ts';
import { isDay } from '../dates.ts';

/** The lists of `hub.yaml` whose ids front matter may name. */
export interface Vocabularies {
  people: readonly { id: string }[];
  products: readonly { id: string }[];
  stages: readonly { id: string }[];
  personas: readonly { id: string }[];
  industries: readonly { id: string }[];
  regions: readonly { id: string }[];
  competitors: readonly { id: string }[];
  formats: readonly { id: string }[];
  departments: readonly { id: string }[];
  teams: readonly { id: string }[];
}

/** What the schema of a kind is put together from. */
export interface Fields {
  /** The keys of every kind. */
  common: ReturnType<typeof buildCommon>;
  /** One id of a list of `hub.yaml`. */
  oneOf: (list: keyof Vocabularies) => z.ZodEnum<Record<string, string>>;
}

// Every schema is made in a call: a module that the browser takes a label from must not bring zod along.

/** A text without white space around it, 1 to `max` characters. */
export const sentence = (max: number) => z.string().trim().min(1).max(max);

export const day = (example: string) =>
  z
    .string()
    .refine(isDay, { error: 'not-a-day' })
    .meta({ format: 'date', examples: [example] });

/** How JSON Schema tells languages from other texts. */
export const LANGUAGE = 'language';

/** A language as browsers name it (BCP 47): `de`, `pt-BR`, `zh-Hant`. A form offers the usual ones by their names. */
export const languageTag = () =>
  z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/)
    .meta({ format: LANGUAGE, examples: ['de', 'fr-CA'] });

/** How JSON Schema tells ids of assets, and paths below `content/files`, from other texts. */
export const ASSET_ID = 'asset-id';
export const FILE_PATH = 'file-path';

/** The id of another asset. A form offers those that there are, and says `formHelp` in place of the description. */
export const assetId = (formHelp: string) => z.string().meta({ format: ASSET_ID, formHelp });

/** The path of a file below `content/files`. A form offers those that there are, and says `formHelp`. */
export const filePath = (formHelp: string) => z.string().meta({ format: FILE_PATH, formHelp });

/** Of notes about customers: which need they speak for, and whether the customer was counted before. */
export const countsFor = () =>
  z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .optional()
    .describe('The id of the need in needs.yaml that this speaks for.');

export const sameCustomer = () =>
  assetId('Only where the customer was in an earlier note. Begin to type a title, then choose.')
    .optional()
    .describe('The id of an earlier note about the same customer: both count as one.');

/** A dated, sourced statement. It is live until `seen_on` + `good_for_days`. */
const claim = () =>
  z.strictObject({
    claim: sentence(280).describe('One thing that is true and helps, in words a rep can say.'),
    source: sentence(200).describe('Where it is written or who said it. No source, no claim.'),
    source_url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Link to the source, when it has one.'),
    source_note: assetId('The note in which somebody wrote it down. Begin to type a title, then choose.')
      .optional()
      .describe('The id of the win/loss or field note that says so; its page is linked as the source.'),
    seen_on: day('2026-09-14').describe('The day somebody last saw the source say so.'),
    good_for_days: z
      .int()
      .positive()
      .default(180)
      .describe('How long the claim may be repeated after it was seen. After that it greys itself.'),
    strength: z
      .enum(STRENGTHS)
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
  });

/** Files that an asset offers. */
export const downloads = () =>
  z
    .array(
      z.strictObject({
        label: sentence(80).describe('What the button says.'),
        file: filePath('The name of a file that was uploaded.').describe(
          'Path of the file below content/files, such as roi-calculator.csv.',
        ),
      }),
    )
    .describe('Files that a rep takes along.');

export type Claim = z.infer<ReturnType<typeof claim>>;

export const claims = () => z.array(claim()).default([]);

/** What counts as care for an asset and not as its meaning, at any depth: who looks after it, and when. */
export const careKeys: ReadonlySet<string> = new Set<keyof ReturnType<typeof commonShape>>([
  'owner',
  'published',
  'updated',
  'reviewed',
  'review_by',
  'expires',
  'aliases',
  'related',
  'draft',
  'withdraw',
  'source',
  'launch',
  'launch_anyway',
]);

export function buildFields(words: Vocabularies): Fields {
  const oneOf: Fields['oneOf'] = (list) => z.enum(words[list].map(({ id }) => id));
  return { oneOf, common: buildCommon(oneOf) };
}

const buildCommon = (oneOf: Fields['oneOf']) => z.strictObject(commonShape(oneOf));

function commonShape(oneOf: Fields['oneOf']) {
  const listOf = (list: keyof Vocabularies) => z.array(oneOf(list)).default([]);
  return {
    title: sentence(120).describe('What it is called. Reps read this first.'),
    benefit: sentence(160)
      .optional()
      .describe("What's in it for the rep, in one sentence without jargon: shown with every search result."),
    summary: sentence(300).optional().describe('What it says, in a sentence or two.'),
    owner: oneOf('people')
      .optional()
      .describe('The id of the person who answers for it (people in hub.yaml).')
      .meta({ formHelp: 'Who answers for it, and is asked when it goes stale.' }),
    products: listOf('products').describe('Products it is about.'),
    stages: listOf('stages').describe('Steps of a sale it helps in.'),
    personas: listOf('personas').describe('Whom it speaks to.'),
    industries: listOf('industries').describe('Industries it fits.'),
    regions: listOf('regions').describe('Regions it holds in; none means everywhere.'),
    competitors: listOf('competitors').describe('Competitors it is about.'),
    language: languageTag()
      .optional()
      .describe('The language it is written in, such as de or fr-CA; none means the language of the hub.'),
    aliases: z.array(sentence(120)).default([]).describe('Other words reps type when they look for this.'),
    published: day('2026-10-01').optional().describe('The day it first appeared in the hub.'),
    updated: day('2026-10-01')
      .optional()
      .describe('The day its words last changed before it came here, kept by import.'),
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
      .array(assetId(''))
      .default([])
      .describe('Ids of assets to read next, such as battlecards/acme.')
      .meta({ formHelp: 'What to read next. Begin to type a title, then choose.' }),
    downloads: downloads().optional(),
    draft: z
      .boolean()
      .optional()
      .describe('true: not ready to be read; no page is made of it, and no search finds it.'),
    withdraw: day('2026-11-30')
      .optional()
      .describe(
        'The day on which words of it were withdrawn: what it said before is in no history, no news and no feed.',
      ),
    source: z.string().optional().describe('Path of the original file, kept by import.'),
    launch: z
      .enum(['major'])
      .optional()
      .describe('major: reps must learn something new for it, so it waits while a quarter ends.'),
    launch_anyway: sentence(300).optional().describe('Why a major launch cannot wait for the new quarter.'),
  };
}
