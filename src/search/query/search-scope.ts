/** What a search is narrowed to. At most three values: more hide more than they help. */
import { facetNames, type FacetName } from '../document.ts';
import type { FacetChoice } from '../files/facets.ts';

const MAX_VALUES = 3;

/** One value that searches of this browser are narrowed to, shown as a chip. */
export interface ScopeValue {
  facet: FacetName;
  value: string;
  /** As people read it; remembered, so that it can be shown before anything is fetched. */
  name: string;
}

/** Reads what was remembered, the oldest first; what is no value of a facet is left out. */
export function parseScope(stored: unknown): ScopeValue[] {
  return Array.isArray(stored) ? stored.filter(isScopeValue).slice(0, MAX_VALUES) : [];
}

function isScopeValue(stored: unknown): stored is ScopeValue {
  const { facet, value, name } = Object(stored) as Partial<ScopeValue>;
  return typeof value === 'string' && typeof name === 'string' && facetNames.some((each) => each === facet);
}

export function isInScope(scope: readonly ScopeValue[], { facet, value }: ScopeValue): boolean {
  return scope.some((entry) => entry.facet === facet && entry.value === value);
}

/** The scope with the value added or taken away; a fourth pushes the oldest out. */
export function toggleInScope(scope: readonly ScopeValue[], toggled: ScopeValue): ScopeValue[] {
  return isInScope(scope, toggled)
    ? scope.filter((entry) => entry.facet !== toggled.facet || entry.value !== toggled.value)
    : [...scope, toggled].slice(-MAX_VALUES);
}

/** The scope as a search takes it, such as `{ kind: ['play', 'answer'] }`. */
export function choiceOf(scope: readonly ScopeValue[]): FacetChoice {
  const choice: Partial<Record<FacetName, string[]>> = {};
  for (const { facet, value } of scope) choice[facet] = [...(choice[facet] ?? []), value];
  return choice;
}
