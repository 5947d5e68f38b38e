import { z } from 'zod';
import { buildAsksSchema } from './records/asks.ts';
import type { Hub } from './hub.ts';
import { hubSchema } from './hub.ts';
import { kindNames } from './kinds/kinds.ts';
import { buildSchemas } from './kinds/schema.ts';
import { searchTestsSchema } from './records/search-tests.ts';

/** JSON Schemas of every kind's front matter, of `hub.yaml`, `search-tests.yaml` and `asks.yaml`, by file name, for editors to complete from. */
export function buildJsonSchemas(hub: Hub): Map<string, unknown> {
  const schemas = buildSchemas(hub);
  const files = new Map<string, unknown>();
  for (const kind of kindNames) {
    files.set(`${kind}.schema.json`, z.toJSONSchema(schemas[kind], { io: 'input', unrepresentable: 'any' }));
  }
  files.set('hub.schema.json', z.toJSONSchema(hubSchema, { io: 'input', unrepresentable: 'any' }));
  files.set(
    'search-tests.schema.json',
    z.toJSONSchema(searchTestsSchema, { io: 'input', unrepresentable: 'any' }),
  );
  files.set(
    'asks.schema.json',
    z.toJSONSchema(buildAsksSchema(hub), { io: 'input', unrepresentable: 'any' }),
  );
  return files;
}
