/**
 * First pass over the documents: every occurrence of every term, in columns. Columns of numbers because a library of
 * 10,000 assets has some four million occurrences, and an object for each costs more than all the rest.
 */
import { termOf } from '../text/analysis.ts';
import type { SearchDocument } from '../document.ts';
import { facetNames } from '../document.ts';
import { foldText } from '../text/fold.ts';
import { hashSmallWord, nextRun, NO_RUN, packPlace } from '../text/small-words.ts';
import type { FieldName } from '../weights.ts';
import { fieldNames } from '../weights.ts';
import { cutWords } from '../text/words.ts';

/** A phrase must not run over the end of a section into the next. */
const GAP_BETWEEN_PARTS = 8;

/** Sections beyond this many in one document share the last number. */
export const SECTION_LIMIT = 250;

export interface Occurrences {
  documentCount: number;
  /** Columns, one entry an occurrence, in the order of documents and of reading; valid up to `count`. */
  count: number;
  words: Int32Array;
  documents: Int32Array;
  /** Packed with the small words before: `placeOf` and `runOf` read them. */
  places: Int32Array;
  /** Field number * 256 + section number. */
  positions: Uint16Array;
  /** Terms and words by number; `wordTerms` has the number of a word's term, -1 for a small word that is nowhere indexed. */
  termTexts: string[];
  wordTexts: string[];
  wordTerms: number[];
  wordDocuments: number[];
  /** Counted terms in title and alias, and in heading and body, by document. */
  titleLengths: Int32Array;
  bodyLengths: Int32Array;
  /** Different terms of the title by document; stop words count only in a title that has nothing else. */
  titleTerms: Uint8Array;
  /** Counted terms by section: of document d from `sectionStarts[d]`. */
  sectionLengths: number[];
  sectionStarts: Int32Array;
  /** The last day of each section as a number such as 20270131; Infinity of one that lasts. */
  sectionLasts: number[];
}

const fieldNumber = Object.fromEntries(fieldNames.map((name, at) => [name, at])) as Record<FieldName, number>;
const STOP_WORD = -1;

function widened<Column extends Int32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>>(
  column: Column,
  wider: Column,
): Column {
  wider.set(column);
  return wider;
}

/** Reads all documents. Nothing is kept of a text but its terms. */
export function collectOccurrences(documents: readonly SearchDocument[]): Occurrences {
  let capacity = 1 << 16;
  let count = 0;
  let words = new Int32Array(capacity);
  let owners = new Int32Array(capacity);
  let places = new Int32Array(capacity);
  let positions = new Uint16Array(capacity);

  const termNumbers = new Map<string, number>();
  const termTexts: string[] = [];
  const wordNumbers = new Map<string, number>();
  const wordTexts: string[] = [];
  const wordTerms: number[] = [];
  const wordDocuments: number[] = [];
  const lastDocumentOfWord: number[] = [];
  /** By word, of small words alone; of the others 0. */
  const smallHashes: number[] = [];
  const stopTerms = new Set<number>();

  const termNumber = (text: string): number => {
    const known = termNumbers.get(text);
    if (known !== undefined) return known;
    termNumbers.set(text, termTexts.length);
    termTexts.push(text);
    return termTexts.length - 1;
  };
  const wordNumber = (word: string): number => {
    const known = wordNumbers.get(word);
    if (known !== undefined) return known;
    const term = termOf(word);
    wordNumbers.set(word, wordTexts.length);
    wordTexts.push(word);
    wordTerms.push(term === '' ? STOP_WORD : termNumber(term));
    smallHashes.push(term === '' ? hashSmallWord(word) : 0);
    wordDocuments.push(0);
    lastDocumentOfWord.push(-1);
    return wordTexts.length - 1;
  };

  let document = 0;
  let position = 0;
  let firstPlace = 0;
  let keepStopWords = false;
  let counted = 0;
  let run = NO_RUN;
  let lastPlace = -1;
  let runBefore = NO_RUN;
  const visit = (word: string, place: number): void => {
    const number = wordNumber(word);
    const smallHash = smallHashes[number] ?? 0;
    // Two readings of one place have the same words before them.
    if (place !== lastPlace) {
      runBefore = run;
      run = smallHash > 0 ? nextRun(run, smallHash) : NO_RUN;
      lastPlace = place;
    }
    if (smallHash > 0) {
      if (!keepStopWords) return;
      const term = termNumber(word);
      wordTerms[number] = term;
      stopTerms.add(term);
    }
    if (lastDocumentOfWord[number] !== document) {
      lastDocumentOfWord[number] = document;
      wordDocuments[number] = (wordDocuments[number] ?? 0) + 1;
    }
    if (count === capacity) {
      capacity *= 2;
      words = widened(words, new Int32Array(capacity));
      owners = widened(owners, new Int32Array(capacity));
      places = widened(places, new Int32Array(capacity));
      positions = widened(positions, new Uint16Array(capacity));
    }
    words[count] = number;
    owners[count] = document;
    places[count] = packPlace(firstPlace + place, runBefore);
    positions[count] = position;
    count += 1;
    counted += 1;
  };
  const read = (text: string, field: FieldName, section: number): number => {
    counted = 0;
    if (text === '') return 0;
    position = fieldNumber[field] * 256 + section;
    run = NO_RUN;
    lastPlace = -1;
    keepStopWords = field === 'title' || field === 'alias';
    firstPlace += cutWords(foldText(text), visit) + GAP_BETWEEN_PARTS;
    return counted;
  };

  const titleLengths = new Int32Array(documents.length);
  const bodyLengths = new Int32Array(documents.length);
  const titleTerms = new Uint8Array(documents.length);
  const sectionStarts = new Int32Array(documents.length);
  const sectionLengths: number[] = [];
  const sectionLasts: number[] = [];

  documents.forEach((asset, number) => {
    document = number;
    firstPlace = 0;
    const titleStart = count;
    let titleLength = read(asset.title, 'title', 0);
    const different = new Set(
      Array.from(words.subarray(titleStart, count), (word) => wordTerms[word] ?? STOP_WORD),
    );
    const telling = [...different].filter((term) => !stopTerms.has(term)).length;
    titleTerms[number] = Math.min(255, telling > 0 ? telling : different.size);
    for (const alias of asset.aliases) titleLength += read(alias, 'alias', 0);
    titleLengths[number] = titleLength;
    read(asset.benefit, 'benefit', 0);
    read(asset.summary, 'summary', 0);
    read(asset.kindLabel, 'label', 0);
    for (const name of facetNames) read(asset.facets[name].join(' \n '), 'label', 0);
    sectionStarts[number] = sectionLengths.length;
    asset.sections.forEach((section, at) => {
      const numbered = Math.min(at, SECTION_LIMIT);
      // What passes on different days stands in sections of its own under one heading, which counts once.
      const isGoingOn = section.until !== undefined && asset.sections[at - 1]?.slug === section.slug;
      const heading = isGoingOn ? 0 : read(section.heading, 'heading', numbered);
      const length = heading + read(section.text, 'body', numbered);
      sectionLengths.push(length);
      sectionLasts.push(section.until === undefined ? Infinity : Number(section.until.replaceAll('-', '')));
      bodyLengths[number] = (bodyLengths[number] ?? 0) + length;
    });
  });

  return {
    documentCount: documents.length,
    count,
    words,
    documents: owners,
    places,
    positions,
    termTexts,
    wordTexts,
    wordTerms,
    wordDocuments,
    titleLengths,
    bodyLengths,
    titleTerms,
    sectionLengths,
    sectionStarts,
    sectionLasts,
  };
}
