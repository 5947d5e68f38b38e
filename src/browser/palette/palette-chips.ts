/** The row of values that a search can be narrowed to, and is. */
import type { FacetName } from '../../search/document.ts';
import type { FacetCounts } from '../../search/files/facets.ts';
import { createButton, element } from '../elements.ts';
import { isInScope, type ScopeValue } from '../../search/query/search-scope.ts';

/** Facets that are offered; any can be in a scope, and all are in the library. */
export const offeredFacets: FacetName[] = ['kind', 'product'];
const MAX_CHIPS = 8;

interface Offer extends ScopeValue {
  count: number | undefined;
}

/** The values most found, in the order of the vocabulary, so that they keep their places from search to search. */
function offersOf(counts: FacetCounts, scope: readonly ScopeValue[]): Offer[] {
  const all = offeredFacets
    .flatMap((facet) => (counts[facet] ?? []).map((each): Offer => ({ facet, ...each })))
    .filter((offer) => !isInScope(scope, offer));
  const most = new Set(
    [...all].sort((a, b) => (b.count ?? 0) - (a.count ?? 0)).slice(0, MAX_CHIPS - scope.length),
  );
  return all.filter((offer) => most.has(offer));
}

/** What the scope holds, then what is offered. A chosen value that nothing has counts 0 once there are counts. */
export function renderChips(
  scope: readonly ScopeValue[],
  counts: FacetCounts,
  toggle: (value: ScopeValue) => void,
): HTMLButtonElement[] {
  const chosen = scope.map((value): Offer => {
    const counted = counts[value.facet];
    const own = counted?.find((each) => each.value === value.value);
    return { ...value, count: counted === undefined ? undefined : (own?.count ?? 0) };
  });
  return [...chosen, ...offersOf(counts, scope)].map(({ facet, value, name, count }) => {
    const amount = count === undefined ? [] : [element('span', 'palette-count', String(count))];
    const toggled = { facet, value, name };
    const chip = createButton('palette-chip', () => toggle(toggled), name, ' ', ...amount);
    chip.ariaPressed = String(isInScope(scope, toggled));
    return chip;
  });
}
