import type { Asset } from './asset.ts';
import type { Library } from './library.ts';

/** Who a site is built for: everybody in the company, or also people outside it. */
export type Audience = Asset['data']['audience'];

/**
 * The part of a library that an audience may see; whatever shows, lists, counts or searches content is made from it.
 * Assets that are kept back count as left out, so that links to them are not taken for mistakes.
 */
export function selectForAudience(library: Library, audience: Audience): Library {
  if (audience === 'internal') return library;
  const assets = library.assets.filter(({ data }) => data.audience === audience);
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const keptBack = [...library.byId.keys()].filter((id) => !byId.has(id)).map((id) => [id, ''] as const);
  return { ...library, assets, byId, leftOut: new Map([...library.leftOut, ...keptBack]) };
}
