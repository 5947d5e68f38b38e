import { FILES_FOLDER } from './content-tree.ts';
import { downloadsOf } from './kinds/asset-data.ts';
import type { Library } from './library.ts';
import { parseLink } from './markdown/links.ts';

/** Paths in the content folder of the files that some page shows, links to or offers. */
export function namedFiles({ assets }: Pick<Library, 'assets'>): Set<string> {
  const named = new Set<string>();
  for (const asset of assets) {
    for (const { href } of asset.links) {
      const target = parseLink(href, asset.path);
      if ('path' in target) named.add(target.path.replace(/^\//, ''));
    }
    for (const { file } of downloadsOf(asset)) named.add(`${FILES_FOLDER}${file}`);
  }
  return named;
}
