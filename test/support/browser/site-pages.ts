import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Addresses of all pages of a built hub, sorted. */
export function listPages(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length).replaceAll('\\', '/'))
    .map((path) => path.replace(/index\.html$/, ''))
    .sort();
}

/** One page of every kind: each page at the top, and of every folder its list and its first page. */
export function onePageOfEachKind(dist: string): string[] {
  const seen = new Set<string>();
  return listPages(dist).filter((page) => {
    const parts = page.split('/').filter(Boolean);
    const kind = parts.length < 2 ? page : `${parts[0] ?? ''}/${String(parts.length)}`;
    if (seen.has(kind)) return false;
    seen.add(kind);
    return true;
  });
}
