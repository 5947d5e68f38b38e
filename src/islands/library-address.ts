/** Words and facets of the library, as its address keeps them: what is seen can be sent to a colleague. */
import { facetNames } from '../search/document.ts';
import type { FacetChoice } from '../search/files/facets.ts';

export interface LibraryQuery {
  typed: string;
  chosen: FacetChoice;
}

export const nothingAsked: LibraryQuery = { typed: '', chosen: {} };

export function isNarrowed({ chosen }: LibraryQuery): boolean {
  return facetNames.some((name) => (chosen[name]?.length ?? 0) > 0);
}

export function readAddress(): LibraryQuery {
  const params = new URLSearchParams(location.search);
  return {
    typed: params.get('q') ?? '',
    chosen: Object.fromEntries(facetNames.map((name) => [name, params.getAll(name)])),
  };
}

export function writeAddress({ typed, chosen }: LibraryQuery): void {
  const params = new URLSearchParams(typed === '' ? {} : { q: typed });
  for (const name of facetNames) for (const value of chosen[name] ?? []) params.append(name, value);
  const query = params.toString();
  history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
}
