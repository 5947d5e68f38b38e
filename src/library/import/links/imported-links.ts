import { parseLink, relativePath } from '../../markdown/links.ts';
import { idOfPath } from '../../asset.ts';
import type { Edit } from '../edits.ts';
import { encodeAddress } from './address.ts';
import { anchorOf, type PageAnchors } from './anchors.ts';
import { writeAddress, type LinkPlace } from './link-places.ts';
import { NAMED_LINK, PLACE_LINK, plainAddress, type ResolveLink } from './resolve-link.ts';

/** What an imported file becomes in the hub. */
export interface ImportedPlace {
  /** Path inside the content folder. */
  path: string;
  /** Of a page only. */
  title?: string;
  anchors?: PageAnchors;
}

/** What became of the links of one page. */
export interface TranslatedLinks {
  edits: Edit[];
  /** Links that name a file or heading that is not in the imported folder. */
  dead: string[];
}

/**
 * Writes the links of a page as the hub reads them: relative to its file, with the anchors of the hub's headings. A link
 * that the hub reads right as it stands is left to the letter, and so is one that leads nowhere.
 */
export function translateLinks(
  from: string,
  here: ImportedPlace,
  { body, links }: { body: string; links: readonly LinkPlace[] },
  resolve: ResolveLink,
  placeOf: (path: string) => ImportedPlace | undefined,
): TranslatedLinks {
  const edits: Edit[] = [];
  const dead: string[] = [];
  for (const link of links) {
    const destination = resolve(link.href, from);
    const named = link.href.startsWith(NAMED_LINK) || link.href.startsWith(PLACE_LINK);
    if (destination.to === 'web') continue;
    const place =
      destination.to === 'file' ? placeOf(destination.path) : destination.to === 'here' ? here : undefined;
    if (place === undefined || destination.to === 'nothing') {
      dead.push(plainAddress(link.href));
      // What a tool finds by name has no address of its own that could stand here.
      if (named && link.whole !== undefined)
        edits.push({
          from: link.whole.from,
          to: link.whole.to,
          text: body.slice(link.whole.wordsFrom, link.whole.wordsTo),
        });
      else if (plainAddress(link.href) !== link.href)
        edits.push({ from: link.from, to: link.to, text: writeAddress(link, plainAddress(link.href)) });
      continue;
    }
    const { fragment } = destination;
    const slug = place.anchors === undefined ? '' : anchorOf(fragment, place.anchors, place.title ?? '');
    if (slug === undefined) dead.push(plainAddress(link.href));
    const hash = slug === undefined ? fragment : slug;
    if (!named && leadsTo(link.href, here.path, place, hash, destination.to === 'here')) continue;
    const path = place === here ? '' : encodeAddress(relativePath(here.path, place.path));
    const address = hash !== '' ? `${path}#${encodeAddress(hash)}` : path === '' ? '#' : path;
    edits.push({ from: link.from, to: link.to, text: writeAddress(link, address) });
  }
  return { edits, dead };
}

/** Whether the hub reads a link as it stands in the way that is wanted. */
function leadsTo(
  href: string,
  from: string,
  place: ImportedPlace,
  hash: string,
  onSamePage: boolean,
): boolean {
  const target = parseLink(href, from);
  if (target.to === 'here') return onSamePage && target.slug === hash;
  if (target.to !== 'file' || target.slug !== hash) return false;
  if (place.anchors === undefined) return target.path === place.path && !/\s/.test(href);
  const id = idOfPath(place.path);
  return target.id === id || `${target.id}/index` === id;
}
