import { cutSentences } from '../copy/sentences.ts';

/** People read about four words a second with somebody on the line: so many are six seconds. */
export const MAX_LEAD_WORDS = 24;

const countWords = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

/**
 * Cuts an answer into what is read first and what follows: whole sentences from the beginning, up to `MAX_LEAD_WORDS` words;
 * the first sentence always, however long. Lines stay lines; joined by a blank or a line both are the answer again.
 */
export function cutLeadSentences(answer: string): { lead: string; rest: string } {
  const parts = cutSentences(
    answer
      .trim()
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n\s*/g, '\n'),
  );
  let words = 0;
  let taken = 0;
  for (const part of parts) {
    words += countWords(part);
    if (taken > 0 && words > MAX_LEAD_WORDS) break;
    taken += 1;
  }
  return { lead: parts.slice(0, taken).join('').trim(), rest: parts.slice(taken).join('').trim() };
}
