import { foldWords } from './fold.ts';
import type { Term } from './hub.ts';

/** A word of a vocabulary with what others call it. */
export interface NamedTerm extends Term {
  /** What a CRM or a customer calls it. */
  aliases?: readonly string[] | undefined;
}

/** Every way to write a term. */
export const spellingsOf = ({ id, name, aliases = [] }: NamedTerm): string[] => [id, name, ...aliases];

/** The term that a person or another program means by its id, its name or an alias, in capitals or small letters, with any signs between the words. */
export function findTerm<Found extends NamedTerm>(terms: readonly Found[], typed: string): Found | undefined {
  const wanted = foldWords(typed);
  if (wanted === '') return undefined;
  return terms.find((term) => spellingsOf(term).some((spelling) => foldWords(spelling) === wanted));
}
