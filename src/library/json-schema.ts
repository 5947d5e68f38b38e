import { z } from 'zod';
import type { Hub } from './hub.ts';
import { hubSchema } from './hub.ts';
import { kindNames } from './kinds/kinds.ts';
import { buildSchemas } from './kinds/schema.ts';
import { recordNames, records } from './records/records.ts';

/** JSON Schemas of every kind's front matter, of `hub.yaml` and every record, by file name, for editors to complete from. */
export function buildJsonSchemas(hub: Hub): Map<string, unknown> {
  const schemas = buildSchemas(hub);
  const files = new Map<string, unknown>();
  for (const kind of kindNames) {
    files.set(`${kind}.schema.json`, z.toJSONSchema(schemas[kind], { io: 'input', unrepresentable: 'any' }));
  }
  files.set('hub.schema.json', z.toJSONSchema(hubSchema, { io: 'input', unrepresentable: 'any' }));
  for (const name of recordNames) {
    const { path, buildSchema } = records[name];
    files.set(
      path.replace(/\.yaml$/, '.schema.json'),
      z.toJSONSchema(buildSchema(hub), { io: 'input', unrepresentable: 'any' }),
    );
  }
  return files;
}
