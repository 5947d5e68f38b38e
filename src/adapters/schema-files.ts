import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Hub } from '../library/hub.ts';
import { buildJsonSchemas } from '../library/json-schema.ts';
import { writeWholeFile } from './write-file.ts';

/**
 * Writes the JSON Schemas of a hub to `.schemas` beside its content folder, so that an editor completes front matter.
 * Only files that differ are written. Answers why nothing could be written, or undefined when all is well.
 */
export async function writeSchemaFiles(contentFolder: string, hub: Hub): Promise<string | undefined> {
  const folder = join(dirname(contentFolder), '.schemas');
  try {
    for (const [name, schema] of buildJsonSchemas(hub)) {
      const path = join(folder, name);
      const text = `${JSON.stringify(schema, null, 2)}\n`;
      if ((await readFile(path, 'utf8').catch(() => undefined)) === text) continue;
      await writeWholeFile(path, text);
    }
    return undefined;
  } catch (error) {
    return `Editor completion was not refreshed: ${folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`;
  }
}
