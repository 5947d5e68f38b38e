/** Longest run of search words that is ever sent. */
const MAX_LENGTH = 80;

/** What a person typed as it may leave the browser: one spelling for the same words, cut to 80 code points. */
export function searchWords(typed: string): string {
  const words = typed.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  return [...words].slice(0, MAX_LENGTH).join('').trim();
}
