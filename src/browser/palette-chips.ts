/** The row of values that a search can be narrowed to, and is. */
import type { FacetName } from '../search/document.ts';
import type { FacetCounts } from '../search/facets.ts';
import type { SearchHit } from '../search/open-index.ts';
import { createButton } from './palette-frame.ts';
import { element } from './palette-rows.ts';
import type { ScopeValue } from './palette-scope.ts';

/** Facets that are offered; any can be in a scope. */
export const offeredFacets: FacetName[] = ['kind', 'product'];
const mostChips = 8;

/** A kind by its label, any other value by its id made readable: names of products are not in the index. */
function nameOf({ facet, value }: ScopeValue, hits: readonly SearchHit[]): string {
  const label = facet === 'kind' ? hits.find((hit) => hit.kind === value)?.kindLabel : undefined;
  const words = value.replaceAll('-', ' ');
  return label ?? words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What the scope holds, then the values most found. */
export function renderChips(
  scope: readonly ScopeValue[],
  counts: FacetCounts,
  hits: readonly SearchHit[],
  toggle: (value: ScopeValue) => void,
): HTMLButtonElement[] {
  const isChosen = ({ facet, value }: ScopeValue): boolean =>
    scope.some((entry) => entry.facet === facet && entry.value === value);
  const offered = offeredFacets
    .flatMap((facet) =>
      Object.entries(counts[facet] ?? {}).map(([value, count]) => ({ facet, value, count })),
    )
    .filter((entry) => !isChosen(entry))
    .sort((a, b) => b.count - a.count)
    .slice(0, mostChips - scope.length);
  const chosen = scope.map(({ facet, value }) => ({ facet, value, count: counts[facet]?.[value] }));
  return [...chosen, ...offered].map(({ facet, value, count }) => {
    const amount = count === undefined ? [] : [element('span', 'palette-count', String(count))];
    const name = nameOf({ facet, value }, hits);
    const chip = createButton('palette-chip', () => toggle({ facet, value }), name, ...amount);
    chip.ariaPressed = String(isChosen({ facet, value }));
    return chip;
  });
}
