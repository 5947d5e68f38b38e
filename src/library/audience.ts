import { shownAttachment } from '../files/file-text.ts';
import { insideOf } from '../files/inside.ts';
import type { Asset } from './asset.ts';
import { filesRead, replaceAssets } from './attachments.ts';
import type { Day } from './dates.ts';
import { holdsBack } from './held-back.ts';
import { sendsOf } from './kinds/asset-data.ts';
import type { Library } from './library.ts';
import { renderList } from './render-list.ts';
import { namedFiles } from './named-files.ts';
import { sayInside } from './say-inside.ts';

/** Who a site is built for: everybody in the company, or also people outside it. */
export type Audience = Asset['data']['audience'];

/**
 * The part of a library that an audience may see; whatever shows, lists, counts or searches content is made from it.
 * Assets that are kept back count as left out, so that links to them are not taken for mistakes.
 */
export function selectForAudience(library: Library, audience: Audience): Library {
  if (audience === 'internal') return library;
  const shown = library.assets.filter(({ data }) => data.audience === audience);
  const { assets, byId } = replaceAssets({ ...library, assets: shown }, withoutInternalParts);
  const keptBack = [...library.byId.keys()].filter((id) => !byId.has(id)).map((id) => [id, ''] as const);
  // What only a page for us alone shows or offers is for us alone too.
  const otherFiles = library.otherFiles.intersection(namedFiles({ assets }));
  return { ...library, assets, byId, otherFiles, leftOut: new Map([...library.leftOut, ...keptBack]) };
}

/** What a deck tells its speaker alone, and what files hide, is for nobody outside. */
const withoutInternalParts = (asset: Asset): Asset => ({
  ...asset,
  attachments: asset.attachments.map(shownAttachment),
});

/**
 * The part of a library that is published on a day: a page that is to appear later is as if it were left out, and comes with
 * the first build of its day.
 */
export function selectPublished(library: Library, today: Day): Library {
  const isLater = ({ data }: Asset) => data.published !== undefined && data.published > today;
  const later = library.assets.filter(isLater).map(({ id }) => [id, ''] as const);
  if (later.length === 0) return library;
  const assets = library.assets.filter((asset) => !isLater(asset));
  return {
    ...library,
    assets,
    byId: new Map(assets.map((asset) => [asset.id, asset])),
    leftOut: new Map([...library.leftOut, ...later]),
  };
}

/** What of an asset a customer may be sent, and the sentence that says so to who sells. */
export interface Sendable {
  what: 'all' | 'parts' | 'nothing';
  says: string;
}

/** Answers "Can I send this?" for an asset. */
export function sendableOf(asset: Asset): Sendable {
  if (asset.data.audience === 'internal') {
    const parts = sendsOf(asset);
    return parts === undefined
      ? { what: 'nothing', says: 'No, it stays inside the company.' }
      : { what: 'parts', says: `Only ${parts}. The page stays inside the company.` };
  }
  const page = holdsBack(asset) ? 'All but what is marked as for you or not to be said.' : undefined;
  const inside = filesRead(asset)
    .flatMap(insideOf)
    .filter(({ is }) => is !== 'label');
  if (inside.length === 0)
    return page === undefined ? { what: 'all', says: 'Yes, all of it.' } : { what: 'parts', says: page };
  // A page leaves out what is for us alone; a file goes as it is.
  const words = renderList([...new Set(inside.map(sayInside))]);
  return {
    what: 'parts',
    says: `${page ?? 'The page, yes.'} Its file holds more, which is for us alone: ${words}. Ask its owner for a clean copy.`,
  };
}
