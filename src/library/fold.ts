/**
 * One spelling for what people take for the same text: NFKC, small letters, single blanks and none around. Search folds
 * more (`search/text/fold.ts`), accents too. Revisions are made of it: another folding gives every asset a new revision.
 */
export function foldCase(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase();
  // Nearly every text has single blanks already, and replacing each by itself takes longer than all the rest.
  return (/\s\s|[^\S ]/.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim();
}

/** The words of a folded text with one blank between them, without all other signs. */
export function foldWords(text: string): string {
  // The same in a third of the time, for most texts there are. Blanks go with the other signs.
  const folded = (isAscii(text) ? text : text.normalize('NFKC')).toLowerCase();
  const others = isAscii(folded) ? /[^a-z0-9]+/g : /[^\p{L}\p{M}\p{N}]+/gu;
  return folded.replace(others, ' ').trim();
}

const NOT_ASCII = /[^\0-\x7f]/;
const isAscii = (text: string): boolean => !NOT_ASCII.test(text);
