import { findTerm, spellingsOf, type NamedTerm } from '../../library/find-term.ts';
import { foldWords } from '../../library/fold.ts';
import { nearest } from '../../library/nearest.ts';
import { BRIEF_PATH } from '../../library/addresses.ts';

/** What a brief is made for, in the words that search narrows by, in the order of its address. */
export const briefFacets = ['competitor', 'stage', 'persona', 'industry'] as const;
export type BriefFacet = (typeof briefFacets)[number];

/** Ids of the vocabularies; what is left out is not known yet. */
export type BriefChoice = Partial<Record<BriefFacet, string>>;
/** The words there are for each. */
export type BriefTerms = Record<BriefFacet, readonly NamedTerm[]>;

/** A word of an address that the hub does not have. */
export interface UnknownTerm {
  facet: BriefFacet;
  typed: string;
  /** The id that was probably meant. */
  meant: string | undefined;
}

/** Between the words of a field of which several were chosen, as CRMs write them. */
const SEVERAL = ';';

/**
 * Reads what an address asks for: ids, names and aliases, as `findTerm` knows them. The first word of a facet counts, and
 * of several the first that is known; an empty one is as good as none.
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
    const known = [typed, ...typed.split(SEVERAL)]
      .map((word) => findTerm(terms[facet], word))
      .find((term) => term !== undefined);
    if (known !== undefined) choice[facet] = known.id;
    else unknown.push({ facet, typed: typed.slice(0, 60), meant: meantBy(typed, terms[facet]) });
  }
  return { choice, unknown };
}

function meantBy(typed: string, terms: BriefTerms[BriefFacet]): string | undefined {
  const word = nearest(typed, terms.flatMap(spellingsOf));
  return terms.find((term) => spellingsOf(term).some((spelling) => spelling === word))?.id;
}

/** The id of the competitor that the address of a page names, as its own site does. Other words of a choice stand in any address by chance. */
export function findCompetitorIn(address: string, { competitor }: BriefTerms): string | undefined {
  const words = ` ${foldWords(decode(address))} `;
  return competitor.find((term) =>
    spellingsOf(term)
      .map(foldWords)
      .some((spelling) => spelling !== '' && words.includes(` ${spelling} `)),
  )?.id;
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address.replaceAll('+', ' '));
  } catch {
    return address;
  }
}

export function isChosen(choice: BriefChoice): boolean {
  return briefFacets.some((facet) => choice[facet] !== undefined);
}

/** The address of a brief on one of the pages that make one: the same choice always has the same. */
export function briefUrl(choice: BriefChoice, path: string = BRIEF_PATH): string {
  const params = new URLSearchParams();
  for (const facet of briefFacets) {
    const id = choice[facet];
    if (id !== undefined) params.set(facet, id);
  }
  const query = params.toString();
  return query === '' ? path : `${path}?${query}`;
}
