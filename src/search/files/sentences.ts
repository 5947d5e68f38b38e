/**
 * The sentences of documents, for the hits that are shown: part of their rows. They are not searched, only chosen from
 * (`query/choose-sentence.ts`), so that a word costs the index no byte more.
 *
 * The other design gives each sentence a section of its own in the postings. It needs no further file, but a term then
 * names one sentence of a document alone, whichever words stand beside it in the search: half of the objections that are
 * said in two words were missed.
 */
import { STRENGTHS } from '../../library/claim-source.ts';
import { partOf } from '../../library/nearest-sentence.ts';
import { SAYINGS, SENTENCE_KINDS, sentenceSlug, type Sentence } from '../../library/sentence.ts';

/** Prose beyond so many characters of a document is led to by its headings. Nobody waits for a book to see a row. */
export const maxProse = (documentCount: number): number => (documentCount > 4000 ? 3000 : 12_000);

type PackedSource = [from: string, seenOn: string, until: string, strength: number, url: string];
type PackedSentence =
  | string
  | [words: string, reply: string, ask: string]
  | [words: string, reply: string, ask: string, source: PackedSource];
/** Sentences that stand below one heading and are of one kind. The slug follows from the part and the words; no part is the top. */
type PackedGroup = [kind: number, say: number, heading: string, part: string, sentences: PackedSentence[]];
export type PackedSentences = [isWhole: 0 | 1, groups: PackedGroup[]];

/** What is known of the sentences of a document. */
export interface KnownSentences {
  sentences: Sentence[];
  /** None is left out. */
  isWhole: boolean;
}

function packSentence({ words, reply, ask, source, until = '' }: Sentence): PackedSentence {
  if (source !== undefined) {
    const { from, seenOn, strength, url = '' } = source;
    return [words, reply, ask, [from, seenOn, until, STRENGTHS.indexOf(strength), url]];
  }
  return reply === '' && ask === '' ? words : [words, reply, ask];
}

/** @param most characters of prose */
export function packSentences(sentences: readonly Sentence[], most: number): PackedSentences {
  const groups: PackedGroup[] = [];
  let prose = 0;
  for (const sentence of sentences) {
    const { is, slug, heading, words, say } = sentence;
    if (is === 'paragraph') prose += words.length;
    if (is === 'paragraph' && prose > most) continue;
    const head = [SENTENCE_KINDS.indexOf(is), SAYINGS.indexOf(say), heading, partOf(slug)] as const;
    const last = groups.at(-1);
    if (last !== undefined && head.every((each, at) => last[at] === each))
      last[4].push(packSentence(sentence));
    else groups.push([...head, [packSentence(sentence)]]);
  }
  return [prose > most ? 0 : 1, groups];
}

function parseGroup([kind, say, heading, part, sentences]: PackedGroup): Sentence[] {
  return sentences.map((packed) => {
    const [words, reply, ask, source] = typeof packed === 'string' ? [packed, '', ''] : packed;
    return {
      is: SENTENCE_KINDS[kind] ?? 'paragraph',
      // Of many sentences one is shown.
      get slug() {
        return part === '' ? '' : sentenceSlug(part, words);
      },
      heading,
      words,
      reply,
      ask,
      say: SAYINGS[say] ?? 'guidance',
      ...(source === undefined ? {} : parseSource(source)),
    };
  });
}

function parseSource([from, seenOn, until, strength, url]: PackedSource): Pick<Sentence, 'source' | 'until'> {
  return {
    source: { from, seenOn, strength: STRENGTHS[strength] ?? 'primary', ...(url === '' ? {} : { url }) },
    ...(until === '' ? {} : { until }),
  };
}

export const parseSentences = ([isWhole, groups]: PackedSentences): KnownSentences => ({
  isWhole: isWhole === 1,
  sentences: groups.flatMap(parseGroup),
});
