/** Engines that load whole keep two files: their index, and the titles and addresses of all documents. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SearchDocument } from '../../../../src/search/document.ts';
import type { ReadFile, Row } from './engine.ts';

export async function writeWhole(
  folder: string,
  index: unknown,
  documents: readonly SearchDocument[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const rows = documents.map(({ title, url }): Row => [title, url]);
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
  await writeFile(join(folder, 'rows.json'), JSON.stringify(rows));
}

/** The index as parsed JSON, and the address of a document by its number. */
export async function readWhole<Index>(
  read: ReadFile,
): Promise<{ index: Index; urlOf: (number: number) => string }> {
  const [index, rows] = await Promise.all([read('index.json'), read('rows.json')]);
  const known = decode(rows) as Row[];
  return { index: decode(index) as Index, urlOf: (number) => known[number]?.[1] ?? '' };
}

function decode(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
