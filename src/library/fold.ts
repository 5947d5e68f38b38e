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
  return foldCase(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
