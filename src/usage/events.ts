import { z } from 'zod';
import { LONGEST_ANSWER_MS } from './answer-time.ts';

/** Where on the hub something was done. */
export const SURFACES = ['page', 'home', 'library', 'palette', 'call', 'brief', 'share'] as const;

const surface = z.enum(SURFACES).describe('Where on the hub it happened, such as page or palette.');
const team = z
  .string()
  .max(80)
  .default('unknown')
  .describe('The sales team of the reader as the host names it; unknown when the host does not say.');
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
  time_to_answer: entry(
    'Somebody typed, and found what they were looking for.',
    z.object({
      milliseconds: z
        .int()
        .nonnegative()
        .max(LONGEST_ANSWER_MS)
        .describe('Time from the first letter typed to the copying or opening, in milliseconds.'),
      by: z.enum(['copied', 'opened']).describe('What ended it.'),
      surface,
      ...reader,
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
