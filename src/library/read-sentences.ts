/** A sentence of a text, with how many words it has. */
export interface ReadSentence {
  text: string;
  words: number;
}

/** The sentences of a text in any language, by the rules of Unicode (UAX 29); what ends in a colon is one of its own. */
export function readSentences(text: string): ReadSentence[] {
  const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });
  return [...sentences.segment(text)]
    .flatMap(({ segment }) => segment.split(/(?<=[:;])\s/u))
    .map((each) => ({ text: each.trim(), words: countWords(each) }))
    .filter(({ words }) => words > 0);
}

function countWords(text: string): number {
  const words = new Intl.Segmenter(undefined, { granularity: 'word' });
  return [...words.segment(text)].filter(({ isWordLike }) => isWordLike).length;
}
