import type { z } from 'zod';
import type { Hub } from '../hub.ts';
import { buildFields } from './fields.ts';
import { kindDefinitions, kindNames, type Kind } from './kinds.ts';

export type Schemas = { [K in Kind]: ReturnType<(typeof kindDefinitions)[K]['schema']> };
export type FrontMatterOf<K extends Kind> = z.infer<Schemas[K]>;

const factsBySchemas = new WeakMap<object, Hub['facts']>();

/**
 * The strict front-matter schema of every kind, with the vocabularies of one hub: page, check and editor completion are
 * made from it.
 */
export function buildSchemas(hub: Hub): Schemas {
  const fields = buildFields(hub);
  const schemas = Object.fromEntries(kindNames.map((kind) => [kind, kindDefinitions[kind].schema(fields)]));
  factsBySchemas.set(schemas, hub.facts);
  return schemas as unknown as Schemas; // one key for each name of the list, which the compiler cannot count
}

/** The facts of the hub that schemas were built for. */
export function factsOf(schemas: Schemas): Hub['facts'] {
  return factsBySchemas.get(schemas) ?? [];
}
