/** Small numbers as words: from two to twenty, then in tens. English alone: other languages bend theirs. */
const WORDS =
  '  two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety'.split(
    ' ',
  );
const LAST_ONE = 20;

/**
 * The same number in the other spelling: `twelve` of `12`, `12` of `twelve`; '' for what has none. For words that are typed:
 * to file texts under both would make the index a hundredth larger.
 */
export function otherNumber(word: string): string {
  const at = WORDS.indexOf(word);
  if (at > 1) return String(at > LAST_ONE ? (at - LAST_ONE + 2) * 10 : at);
  const value = Number(word);
  return WORDS[value > LAST_ONE ? value / 10 + LAST_ONE - 2 : value] ?? '';
}
