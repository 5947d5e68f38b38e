import type { z } from 'zod';
import type { Hub } from '../hub.ts';
import { buildFields } from './fields.ts';
import { kindDefinitions, kindNames, type Kind } from './kinds.ts';

/** The schema of each kind, and the facts of the hub that pages may show. */
export type Schemas = { [K in Kind]: ReturnType<(typeof kindDefinitions)[K]['schema']> } & {
  facts: Hub['facts'];
};
export type FrontMatterOf<K extends Kind> = z.infer<Schemas[K]>;

/**
 * The strict front-matter schema of every kind, with the vocabularies of one hub: page, check and editor completion are
 * made from it.
 */
export function buildSchemas(hub: Hub): Schemas {
  const fields = buildFields(hub);
  const schemas = Object.fromEntries(kindNames.map((kind) => [kind, kindDefinitions[kind].schema(fields)]));
  return { ...schemas, facts: hub.facts } as unknown as Schemas; // one key for each name of the list, which the compiler cannot count
}
