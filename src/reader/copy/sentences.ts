/**
 * A sentence ends at `.`, `!` or `?`, with a closing quote or bracket, before a blank; not after one letter (`e.g.`), and
 * not after the number that begins a line of a list.
 */
const SENTENCES = /.+?(?:(?<!\b\p{L}|^\s*\d{1,3})[.!?]["'”’)]*(?:\s+|$)|\n|$)/gmsu;

/** The sentences of a text, with the blanks behind them: joined they are the text again. */
export function cutSentences(text: string): string[] {
  return [...text.matchAll(SENTENCES)].map(([sentence]) => sentence);
}
