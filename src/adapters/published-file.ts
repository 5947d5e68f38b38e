import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../library/is-record.ts';
import { writeWholeFile } from './write-file.ts';

/** Ids of assets with their revisions. */
export type Published = ReadonlyMap<string, ReadonlySet<string>>;

/** Every asset and revision that builds have published, below the folder of a store. */
const PUBLISHED_FILE = 'published.json';

/** Reads what was published so far; undefined where nobody has written it down yet, or it cannot be read. */
export async function readPublished(folder: string): Promise<Published | undefined> {
  try {
    const kept: unknown = JSON.parse(await readFile(join(folder, PUBLISHED_FILE), 'utf8'));
    if (!isRecord(kept)) return undefined;
    return new Map(
      Object.entries(kept).map(([id, revisions]) => [id, new Set(Array.isArray(revisions) ? revisions : [])]),
    );
  } catch {
    return undefined;
  }
}

export async function writePublished(folder: string, published: Published): Promise<void> {
  const kept = Object.fromEntries([...published].map(([id, revisions]) => [id, [...revisions]]));
  await writeWholeFile(join(folder, PUBLISHED_FILE), `${JSON.stringify(kept)}\n`);
}
