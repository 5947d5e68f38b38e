/** People read about four words a second with somebody on the line: so many are six seconds. */
export const MAX_LEAD_WORDS = 24;

const countWords = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

/** A sentence ends at `.`, `!` or `?`, with a closing quote or bracket, before a blank; not after one letter (`e.g.`). */
const SENTENCES = /.+?(?:(?<!\b\p{L})[.!?]["'”’)]*(?=\s)|$)/gsu;

/**
 * Cuts an answer into what is read first and what follows: whole sentences from the beginning, up to `MAX_LEAD_WORDS` words;
 * the first sentence always, however long. Joined by a blank both are the answer again.
 */
export function cutLeadSentences(answer: string): { lead: string; rest: string } {
  const parts = [...answer.trim().replace(/\s+/g, ' ').matchAll(SENTENCES)].map(([part]) => part.trim());
  let words = 0;
  let taken = 0;
  for (const part of parts) {
    words += countWords(part);
    if (taken > 0 && words > MAX_LEAD_WORDS) break;
    taken += 1;
  }
  return { lead: parts.slice(0, taken).join(' '), rest: parts.slice(taken).join(' ') };
}
