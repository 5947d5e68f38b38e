/** What the search is narrowed to, remembered in this browser. At most three values: more hide more than they help. */
import type { FacetName } from '../../search/document.ts';
import { facetNames } from '../../search/document.ts';
import type { FacetChoice } from '../../search/files/facets.ts';
import { readStoredJson, writeStored } from '../storage.ts';

const KEY = 'hub:search-scope';
const MAX_VALUES = 3;

export interface ScopeValue {
  facet: FacetName;
  value: string;
  /** As people read it; remembered, so that it can be shown before anything is fetched. */
  name: string;
}

function isScopeValue(candidate: unknown): candidate is ScopeValue {
  if (typeof candidate !== 'object' || candidate === null) return false;
  const { facet, value, name } = candidate as Partial<ScopeValue>;
  return (
    typeof value === 'string' && typeof name === 'string' && facet !== undefined && facetNames.includes(facet)
  );
}

/** What was remembered; nothing when storage is closed or holds something else. */
export function readScope(): ScopeValue[] {
  const stored = readStoredJson(KEY);
  return Array.isArray(stored) ? stored.filter(isScopeValue).slice(0, MAX_VALUES) : [];
}

export function writeScope(scope: readonly ScopeValue[]): void {
  // Where nothing is kept the scope lasts as long as the page.
  writeStored(KEY, JSON.stringify(scope));
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

export function choiceOf(scope: readonly ScopeValue[]): FacetChoice {
  const choice: Partial<Record<FacetName, string[]>> = {};
  for (const { facet, value } of scope) choice[facet] = [...(choice[facet] ?? []), value];
  return choice;
}
