/** The catalogue of events: every one that the hub sends, with its properties. Long, because it is one list, and whoever adds to it should see the others. */
import { z } from 'zod';
import { MAX_ANSWER_MS } from './answer-time.ts';
import { LANDING_ENDS } from './landing.ts';

/** Where on the hub something was done; `agent` is a question that an agent asked for somebody. */
export const SURFACES = [
  'page',
  'home',
  'library',
  'palette',
  'call',
  'brief',
  'crm',
  'agent',
  'share',
] as const;

const surface = z.enum(SURFACES).describe('Where on the hub it happened, such as page or palette.');
const team = z
  .string()
  .max(80)
  .default('unknown')
  .describe(
    'The team of the reader as the host names it, or the department of one who does not sell; unknown when the host does not say.',
  );
const role = z
  .string()
  .max(80)
  .optional()
  .describe('The role of the reader as the host names it; left out when the host does not say.');
const region = z
  .string()
  .max(80)
  .optional()
  .describe('The region of the reader as the host names it; left out when the host does not say.');
/** What is known of who reads. */
const reader = { team, role, region };
const query = z
  .string()
  .max(80)
  .describe('The words that were typed: trimmed, folded to lower case, cut to 80 characters.');

const assetProperties = z.object({
  asset_id: z.string().min(1).describe('Permanent id of the asset, such as battlecards/acme.'),
  asset_rev: z
    .string()
    .describe('Revision by meaning that was on the page; a typo mended does not change it.'),
  kind: z.string().min(1).describe('Kind of asset, such as battlecard or answer.'),
  product: z
    .string()
    .max(80)
    .describe('Id of the first product the asset is about; empty when it is about none.'),
  department: z
    .string()
    .max(80)
    .optional()
    .describe('Id of the department that the page comes from; left out where nobody knows.'),
  surface,
  ...reader,
});

/** One event of the catalogue: what it means for a reader of the data sheet, and the shape of its properties. */
interface CatalogueEntry<Properties extends z.ZodObject> {
  means: string;
  properties: Properties;
}

function entry<Properties extends z.ZodObject>(
  means: string,
  properties: Properties,
): CatalogueEntry<Properties> {
  return { means, properties };
}

/**
 * Everything the hub ever tells about its use. Nothing else is sent: no name, no mail address, no free text beyond
 * the search words. The data sheet, the tracking client, the questions and the columns of the embedded store are
 * made from this list.
 */
export const eventCatalogue = {
  asset_viewed: entry('Somebody opened the page of an asset.', assetProperties),
  asset_copied: entry(
    'Somebody copied something from an asset.',
    assetProperties.extend({
      what: z
        .enum(['claim', 'answer', 'objection', 'link', 'text'])
        .describe('What was copied; never the text itself.'),
    }),
  ),
  asset_downloaded: entry(
    'Somebody downloaded a file of an asset.',
    assetProperties.extend({ file: z.string().min(1).max(200).describe('Path of the file inside the hub.') }),
  ),
  link_opened: entry(
    'Somebody opened what an asset links to, at the place where it lies or on its page.',
    assetProperties.extend({
      provider: z
        .string()
        .min(1)
        .max(80)
        .describe('The place where it lies, such as Google Slides; never the address.'),
      shown: z.enum(['elsewhere', 'here']).describe('Whether it was opened there, or shown on the page.'),
    }),
  ),
  slide_reached: entry(
    'A slide or page of a file of an asset was in view for a second, once for each visit of its page.',
    assetProperties.extend({
      file: z.string().min(1).max(200).describe('Path of the file inside the hub.'),
      slide: z.int().positive().describe('Number of the slide or page, as whoever opens the file counts.'),
    }),
  ),
  asset_rated: entry(
    'Somebody said in one tap what an asset is worth.',
    assetProperties.extend({
      rating: z.enum(['useful', 'not_useful', 'out_of_date']).describe('The button that was tapped.'),
    }),
  ),
  objection_heard: entry(
    'Somebody said in one tap that a customer raised an objection of a battlecard.',
    assetProperties.extend({
      objection: z
        .string()
        .min(1)
        .max(80)
        .describe('Id of the objection, made of its words on the battlecard; nothing that a customer said.'),
    }),
  ),
  training_step_passed: entry(
    'Somebody answered the question after a page of a training.',
    assetProperties.extend({
      left: z
        .int()
        .nonnegative()
        .describe('How many steps of it they still have before them; 0 when it is done.'),
    }),
  ),
  search_performed: entry(
    'Somebody searched and came to rest on some words.',
    z.object({
      query,
      results: z.int().nonnegative().describe('How many hits there were.'),
      surface,
      ...reader,
    }),
  ),
  search_result_opened: entry(
    'Somebody opened a hit of a search.',
    assetProperties.extend({
      query,
      position: z.int().positive().describe('Place of the hit in the list; the first is 1.'),
    }),
  ),
  asset_requested: entry(
    'Somebody asked in one tap for what a search did not find.',
    z.object({ query, surface, ...reader }),
  ),
  question_asked: entry(
    'An agent asked the hub over the network. A key that was issued for agents stands in the place of a person.',
    z.object({
      tool: z.string().min(1).max(40).describe('Which question it was, such as search.'),
      query,
      results: z.int().nonnegative().describe('How much the answer held; 0 where it held nothing.'),
      surface,
    }),
  ),
  time_to_answer: entry(
    'Somebody typed, and opened or copied what they were looking for.',
    z.object({
      milliseconds: z
        .int()
        .nonnegative()
        .max(MAX_ANSWER_MS)
        .describe(
          'Time from the first letter typed, or the first choice for a brief, to the copying or opening, in milliseconds.',
        ),
      by: z.enum(['copied', 'opened']).describe('What ended it.'),
      surface,
      ...reader,
    }),
  ),
  landing_ended: entry(
    'Somebody came from a hit of a search to a place within a page, and it was seen whether that was the right place.',
    assetProperties.extend({
      by: z
        .enum(LANDING_ENDS)
        .describe(
          'What was done first: something was copied, or rated as useful or out of date; or the page was scrolled on, the search taken up again, or the asset said not to be useful.',
        ),
    }),
  ),
} as const;

export type EventName = keyof typeof eventCatalogue;
/** Properties of one event, complete. */
type EventProperties<Name extends EventName> = z.infer<(typeof eventCatalogue)[Name]['properties']>;
/** One event as the hub sends it. */
export type HubEvent = { [Name in EventName]: { event: Name; properties: EventProperties<Name> } }[EventName];

function isNumber(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodNumber;
}

/** Name and type of every property in the catalogue: what the embedded store keeps as columns of their own. */
export function eventPropertyTypes(): Record<string, 'text' | 'number'> {
  const types: Record<string, 'text' | 'number'> = {};
  for (const { properties } of Object.values(eventCatalogue))
    for (const [name, schema] of Object.entries(properties.shape))
      types[name] = isNumber(schema) ? 'number' : 'text';
  return types;
}

type Check = (value: unknown) => boolean;

/** What a schema asks of a value. Texts and choices are asked for with each event that arrives, at a tenth of zod's price. */
function createCheck(schema: z.core.$ZodType): Check {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return createCheck(schema.unwrap());
  if (schema instanceof z.ZodEnum) {
    const options = new Set<unknown>(schema.options);
    return (value) => options.has(value);
  }
  if (schema instanceof z.ZodString && schema.format === null) {
    const [min, max] = [schema.minLength ?? 0, schema.maxLength ?? Infinity];
    return (value) => typeof value === 'string' && value.length >= min && value.length <= max;
  }
  return (value) => z.safeParse(schema, value).success;
}

/** Checks of each property of an event. */
const checks = new Map(
  Object.entries(eventCatalogue).map(([name, { properties }]) => [
    name,
    Object.entries(properties.shape).map(([property, schema]): [string, Check] => [
      property,
      createCheck(schema),
    ]),
  ]),
);

/** Whether an event is one of the hub's own. */
export function isCatalogued(event: string): boolean {
  return checks.has(event);
}

/**
 * Whether every property that an event of the catalogue carries is what the catalogue says. One that is left out is fine:
 * an earlier build may not have known it. Events of other names, and properties beyond, are nobody's business.
 */
export function keepsToCatalogue(event: string, properties: Readonly<Record<string, unknown>>): boolean {
  const of = checks.get(event);
  if (of === undefined) return true;
  for (const [name, isFine] of of) {
    const value = properties[name];
    if (value !== undefined && value !== null && !isFine(value)) return false;
  }
  return true;
}
