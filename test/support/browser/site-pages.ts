import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { routeOf } from '../../../src/library/route-of.ts';

/** Addresses of all pages of a built hub, sorted. */
export function listPages(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length).replaceAll('\\', '/'))
    .map((path) => path.replace(/index\.html$/, ''))
    .sort();
}

/** One page of each row in the list of addresses; of those that are made of a folder, one of each folder. */
export function onePageOfEachRoute(dist: string): string[] {
  const seen = new Set<string>();
  return listPages(dist).filter((page) => {
    const route = routeOf(page);
    const folder = route?.offline === 'of-its-kind' ? page.split('/')[1] : undefined;
    const row = `${route?.address ?? page} ${folder ?? ''}`;
    if (seen.has(row)) return false;
    seen.add(row);
    return true;
  });
}
