import type { AssetPart } from '../library/asset.ts';
import { competitorsOf } from '../library/kinds/asset-data.ts';

/** What relatedness is worked out from. */
export type RelatedAsset = AssetPart<'id' | 'kind' | 'data'>;

/** Assets looked at for one shared word: a word that everything carries says nothing, and the work stays linear. */
const LOOKED_AT = 40;
/** How much one shared word says; a competitor names the situation, a stage hardly anything. */
const WEIGHTS = { competitors: 5, products: 2, personas: 2, industries: 2, stages: 1 } as const;
type Facet = keyof typeof WEIGHTS;
const FACETS = Object.keys(WEIGHTS) as Facet[];

/**
 * Makes the function that names what to read next: what the author named, then what shares the most words,
 * another kind before more of the same.
 */
export function buildRelated(
  assets: readonly RelatedAsset[],
): (asset: RelatedAsset, limit: number) => string[] {
  const sharing = new Map<string, RelatedAsset[]>();
  for (const asset of assets) {
    for (const key of wordsOf(asset)) {
      const list = sharing.get(key) ?? [];
      if (list.length === 0) sharing.set(key, list);
      if (list.length < LOOKED_AT) list.push(asset);
    }
  }
  const known = new Set(assets.map((asset) => asset.id));
  return (asset, limit) => {
    const named = asset.data.related.filter((id) => known.has(id) && id !== asset.id);
    const scores = new Map<RelatedAsset, number>();
    for (const key of wordsOf(asset)) {
      const weight = WEIGHTS[key.slice(0, key.indexOf(':')) as Facet];
      for (const other of sharing.get(key) ?? []) {
        if (other.id !== asset.id)
          scores.set(other, (scores.get(other) ?? (other.kind === asset.kind ? 0 : 0.5)) + weight);
      }
    }
    const found = [...scores]
      .filter(([other, score]) => score >= 3 && !named.includes(other.id))
      .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || (a.id < b.id ? -1 : 1))
      .map(([other]) => other.id);
    return [...named, ...found].slice(0, limit);
  };
}

function wordsOf(asset: RelatedAsset): string[] {
  const words: string[] = [];
  for (const facet of FACETS) {
    const ids = facet === 'competitors' ? competitorsOf(asset) : asset.data[facet];
    for (const id of ids) words.push(`${facet}:${id}`);
  }
  return [...new Set(words)];
}
