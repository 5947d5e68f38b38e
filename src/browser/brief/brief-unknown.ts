/** What the page says of a word in its address that the hub does not have. */
import type { BriefFacet, BriefTerms, UnknownTerm } from '../../reader/brief/brief-choice.ts';
import { nameOf } from '../../library/name-of.ts';
import { element } from '../elements.ts';

const NOUNS = { competitor: 'competitor', stage: 'stage', persona: 'person', industry: 'industry' } as const;

/** More words than these are in the list itself. */
const SHOWN_WORDS = 12;

/** A sentence that says so, what was probably meant, and what there is; each as a link to that brief. */
export function createUnknown(
  { facet, typed, meant }: UnknownTerm,
  urlWith: (facet: BriefFacet, id: string) => string,
  terms: BriefTerms,
): HTMLElement {
  const link = (id: string): HTMLAnchorElement => {
    const made = element('a', '', nameOf(terms[facet], id));
    made.href = urlWith(facet, id);
    made.target = '_self';
    return made;
  };
  const said = element('p', '', `The hub has no ${NOUNS[facet]} “${typed}”.`);
  if (meant !== undefined) said.append(' Did you mean ', link(meant), '?');
  const there = terms[facet].slice(0, SHOWN_WORDS);
  if (there.length > 0) {
    said.append(' There is ');
    there.forEach(({ id }, at) => said.append(at === 0 ? '' : ', ', link(id)));
    said.append(terms[facet].length > SHOWN_WORDS ? ' and more in the list.' : '.');
  }
  return said;
}
