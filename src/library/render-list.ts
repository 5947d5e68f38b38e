// British English puts no comma before "and".
const LIST = new Intl.ListFormat('en-GB');

/** Several words in one sentence: `a`, `a and b`, `a, b and c`; `''` for none. */
export function renderList(words: readonly string[]): string {
  return LIST.format(words);
}
