import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../library/is-record.ts';

/** An asset as a build published it. */
export interface BuiltAsset {
  id: string;
  revision: string;
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8')) as unknown;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ parentPath, name }) => join(parentPath, name));
}

/**
 * Which revision of each asset a built site shows, and those that it knows of earlier ones: readers may have such a page
 * open. Both stand in files that the build writes for browsers, so they are of the pages that are served and not of content
 * that somebody has changed since.
 */
export async function readBuiltRevisions(dist: string): Promise<BuiltAsset[]> {
  const found: BuiltAsset[] = [];
  for (const path of await filesBelow(join(dist, 'mine/titles'))) {
    const titles = await readJson(path);
    for (const [id, entry] of Object.entries(isRecord(titles) ? titles : {}))
      if (Array.isArray(entry) && typeof entry[1] === 'string') found.push({ id, revision: entry[1] });
  }
  const changes = join(dist, 'changes');
  for (const path of await filesBelow(changes)) {
    const id = path.slice(changes.length + 1, -'.json'.length).replaceAll('\\', '/');
    const told = await readJson(path);
    const steps = isRecord(told) && Array.isArray(told['steps']) ? told['steps'] : [];
    for (const step of steps)
      if (isRecord(step) && typeof step['from'] === 'string') found.push({ id, revision: step['from'] });
  }
  return found;
}
