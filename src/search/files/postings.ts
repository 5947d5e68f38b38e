/**
 * Second pass: the occurrences of each term become one posting a document, with everything that ranking needs already
 * worked out, so that a search adds up bytes. An impact is BM25F (Robertson & Zaragoza 2009, "The Probabilistic
 * Relevance Framework", §3.6) without the term's rarity, which the reader knows from the posting count.
 */
import { READING_BIT, type Occurrences } from '../build/occurrences.ts';
import { fieldNames, fieldWeights, impactWeights } from '../weights.ts';

/**
 * Steps of an impact. Measured over sixteen judged sets, nDCG@10 with 16 to 31 steps differs by no more than chance; what 24
 * save pays for most of what the forms take.
 */
export const IMPACT_STEPS = 24;

const IMPACT_BITS = 31;
const LACKS_COMMONEST_FORM = 32;

/** The impact in a posting's byte, 1 to `IMPACT_STEPS`. */
export const impactOf = (packed: number): number => packed & IMPACT_BITS;

/**
 * Whether a posting's document has its term in the form that most documents have (`price` for `price`, `prices`,
 * `pricing`). Which others it has would take another bit, 1 % of the index, and bring a quarter of what this one does.
 */
export const hasCommonestForm = (packed: number): boolean => (packed & LACKS_COMMONEST_FORM) === 0;

/** In a posting: the term stands outside all sections (title, benefit, label). */
export const NO_SECTION = 255;

/**
 * Of one term; columns with one entry a document, valid up to `count` and only until the next term: they are used
 * again, since a large library has some millions of postings.
 */
export interface TermPostings {
  term: string;
  count: number;
  documents: Int32Array;
  /** Packed with whether the document has the commonest form: `impactOf` and `hasCommonestForm` read them. */
  impacts: Uint8Array;
  /**
   * The section in which the term weighs most, or `NO_SECTION`. One that does not last only where the term stands nowhere that
   * lasts longer: a word goes out of the index with the section that its posting names.
   */
  sections: Uint8Array;
  /** If the term is in the title: how many different terms the title has. Else 0. */
  titles: Uint8Array;
  /** Where in the documents the term stands, in words from a document's start; those of entry i end at `placeEnds[i]`. */
  places: Int32Array;
  placeEnds: Int32Array;
}

const titleField = fieldNames.indexOf('title');
const aliasField = fieldNames.indexOf('alias');
const pathField = fieldNames.indexOf('path');
const headingField = fieldNames.indexOf('heading');

function mean(lengths: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < lengths.length; at += 1) sum += lengths[at] ?? 0;
  return Math.max(1, sum / Math.max(1, lengths.length));
}

/** BM25's length normalisation of each text: 1 for one of average length, more for a longer one. */
function normsOf(lengths: ArrayLike<number>, effect: number): Float64Array {
  const average = mean(lengths);
  return Float64Array.from(lengths, (length) => 1 - effect + (effect * length) / average);
}

/** The columns of all occurrences, those of a term next to each other: of the term `order[i]` from `starts[i]` on. */
interface SortedOccurrences extends Pick<Occurrences, 'words' | 'documents' | 'places' | 'positions'> {
  order: number[];
  starts: Int32Array;
}

/**
 * Occurrences sorted by term, terms in the order of their text: one counting sort. The columns are copied, since to read them
 * here and there, term after term, takes longer than all that is worked out from them.
 */
function sortByTerm(occurrences: Occurrences): SortedOccurrences {
  const { termTexts: texts, words, wordTerms, count } = occurrences;
  const order = texts.map((_, number) => number);
  order.sort((a, b) => ((texts[a] ?? '') < (texts[b] ?? '') ? -1 : 1));
  const rank = new Int32Array(texts.length);
  order.forEach((number, at) => (rank[number] = at));
  const rankOfWord = Int32Array.from(wordTerms, (term) => rank[term] ?? 0);
  const starts = new Int32Array(texts.length + 1);
  for (let at = 0; at < count; at += 1) {
    const slot = (rankOfWord[words[at] ?? 0] ?? 0) + 1;
    starts[slot] = (starts[slot] ?? 0) + 1;
  }
  for (let slot = 1; slot < starts.length; slot += 1)
    starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
  const next = starts.slice();
  const sorted = {
    words: new Int32Array(count),
    documents: new Int32Array(count),
    places: new Int32Array(count),
    positions: new Uint16Array(count),
  };
  const { documents, places, positions } = occurrences;
  for (let at = 0; at < count; at += 1) {
    const word = words[at] ?? 0;
    const slot = rankOfWord[word] ?? 0;
    const target = next[slot] ?? 0;
    sorted.words[target] = word;
    sorted.documents[target] = documents[at] ?? 0;
    sorted.places[target] = places[at] ?? 0;
    sorted.positions[target] = positions[at] ?? 0;
    next[slot] = target + 1;
  }
  return { order, starts, ...sorted };
}

/** By term the word that most documents have; of equals the first in the alphabet, as a reader of the index sees it. */
function commonestForms({ wordTexts, wordTerms, wordDocuments, termTexts }: Occurrences): Int32Array {
  const commonest = new Int32Array(termTexts.length).fill(-1);
  wordTerms.forEach((term, word) => {
    const before = commonest[term] ?? -1;
    const more = (wordDocuments[word] ?? 0) - (wordDocuments[before] ?? 0);
    if (before < 0 || more > 0 || (more === 0 && (wordTexts[word] ?? '') < (wordTexts[before] ?? '')))
      commonest[term] = word;
  });
  return commonest;
}

/** Calls `visit` with the postings of each term, in the order of the terms' text. */
export function visitPostings(occurrences: Occurrences, visit: (postings: TermPostings) => void): void {
  const { order, starts, words, documents, positions, places } = sortByTerm(occurrences);
  const { sectionStarts, sectionLasts } = occurrences;
  const commonest = commonestForms(occurrences);
  const { saturation, bodyLengthEffect, titleLengthEffect } = impactWeights;
  const weightOfField = Float64Array.from(fieldNames, (name) => fieldWeights[name]);
  const titleNorms = normsOf(occurrences.titleLengths, titleLengthEffect);
  const bodyNorms = normsOf(occurrences.bodyLengths, bodyLengthEffect);
  const sectionNorms = normsOf(occurrences.sectionLengths, bodyLengthEffect);
  let longest = 0;
  for (let rank = 0; rank < order.length; rank += 1) {
    longest = Math.max(longest, (starts[rank + 1] ?? 0) - (starts[rank] ?? 0));
  }
  const columns = {
    documents: new Int32Array(longest),
    impacts: new Uint8Array(longest),
    sections: new Uint8Array(longest),
    titles: new Uint8Array(longest),
    places: new Int32Array(longest),
    placeEnds: new Int32Array(longest),
  };

  for (let rank = 0; rank < order.length; rank += 1) {
    const end = starts[rank + 1] ?? 0;
    const start = starts[rank] ?? 0;
    const commonestForm = commonest[order[rank] ?? 0] ?? -1;
    let at = start;
    let count = 0;
    while (at < end) {
      const document = documents[at] ?? 0;
      const titleNorm = titleNorms[document] ?? 1;
      const bodyNorm = bodyNorms[document] ?? 1;
      const firstSection = sectionStarts[document] ?? 0;
      let frequency = 0;
      let isInTitle = false;
      let section = NO_SECTION;
      let inSection = 0;
      let bestSection = NO_SECTION;
      let bestWeight = 0;
      let bestLasts = 0;
      let isOutside = false;
      let formBit = LACKS_COMMONEST_FORM;
      for (; at < end; at += 1) {
        if (documents[at] !== document) break;
        columns.places[at - start] = places[at] ?? 0;
        if (words[at] === commonestForm) formBit = 0;
        const position = positions[at] ?? 0;
        const field = (position & ~READING_BIT) >> 8;
        const isReading = (position & READING_BIT) > 0;
        const weight = (weightOfField[field] ?? 1) * (isReading ? impactWeights.reading : 1);
        if (field < headingField) {
          if (field <= aliasField) frequency += weight / titleNorm;
          else frequency += field === pathField ? weight / bodyNorm : weight;
          if (field === titleField) isInTitle = true;
          isOutside = true;
          continue;
        }
        frequency += weight / bodyNorm;
        if ((position & 255) !== section) {
          section = position & 255;
          inSection = 0;
        }
        inSection += weight;
        const weightHere = inSection / (inSection + saturation * (sectionNorms[firstSection + section] ?? 1));
        const lasts = sectionLasts[firstSection + section] ?? Infinity;
        if (lasts > bestLasts || (lasts === bestLasts && weightHere > bestWeight)) {
          bestLasts = lasts;
          bestWeight = weightHere;
          bestSection = section;
        }
      }
      const impact = frequency / (frequency + saturation);
      columns.documents[count] = document;
      columns.impacts[count] = Math.max(1, Math.round(impact * IMPACT_STEPS)) | formBit;
      columns.sections[count] = isOutside && bestLasts < Infinity ? NO_SECTION : bestSection;
      columns.titles[count] = isInTitle ? (occurrences.titleTerms[document] ?? 0) : 0;
      columns.placeEnds[count] = at - start;
      count += 1;
    }
    if (count > 0) visit({ term: occurrences.termTexts[order[rank] ?? 0] ?? '', count, ...columns });
  }
}
