import type { Term } from '../../library/hub.ts';
import { nearest } from '../../library/nearest.ts';
import { BRIEF_PATH } from '../../library/addresses.ts';

/** What a brief is made for, in the words that search narrows by, in the order of its address. */
export const briefFacets = ['competitor', 'stage', 'persona', 'industry'] as const;
export type BriefFacet = (typeof briefFacets)[number];

/** Ids of the vocabularies; what is left out is not known yet. */
export type BriefChoice = Partial<Record<BriefFacet, string>>;
/** The words there are for each. */
export type BriefTerms = Record<BriefFacet, readonly Pick<Term, 'id' | 'name'>[]>;

/** A word of an address that the hub does not have. */
export interface UnknownTerm {
  facet: BriefFacet;
  typed: string;
  /** The id that was probably meant. */
  meant: string | undefined;
}

/**
 * Reads what an address asks for. Ids and names are known in capitals and small letters; the first word of a facet
 * counts, an empty one is as good as none.
 */
export function parseBriefChoice(
  params: Pick<URLSearchParams, 'get'>,
  terms: BriefTerms,
): { choice: BriefChoice; unknown: UnknownTerm[] } {
  const choice: BriefChoice = {};
  const unknown: UnknownTerm[] = [];
  for (const facet of briefFacets) {
    const typed = (params.get(facet) ?? '').trim();
    if (typed === '') continue;
    const wanted = typed.toLowerCase();
    const known = terms[facet].find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
    if (known !== undefined) choice[facet] = known.id;
    else unknown.push({ facet, typed: typed.slice(0, 60), meant: meantBy(typed, terms[facet]) });
  }
  return { choice, unknown };
}

function meantBy(typed: string, terms: BriefTerms[BriefFacet]): string | undefined {
  const word = nearest(
    typed,
    terms.flatMap(({ id, name }) => [id, name]),
  );
  return terms.find(({ id, name }) => id === word || name === word)?.id;
}

export function isChosen(choice: BriefChoice): boolean {
  return briefFacets.some((facet) => choice[facet] !== undefined);
}

/** The address of a brief: the same choice always has the same. */
export function briefUrl(choice: BriefChoice): string {
  const params = new URLSearchParams();
  for (const facet of briefFacets) {
    const id = choice[facet];
    if (id !== undefined) params.set(facet, id);
  }
  const query = params.toString();
  return query === '' ? BRIEF_PATH : `${BRIEF_PATH}?${query}`;
}
