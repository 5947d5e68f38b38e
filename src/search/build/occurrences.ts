/**
 * First pass over the documents: every occurrence of every term, in columns. Columns of numbers because a library of
 * 10,000 assets has some four million occurrences, and an object for each costs more than all the rest.
 */
import { termOf } from '../text/analysis.ts';
import type { SearchDocument } from '../document.ts';
import { facetNames, type FacetName } from '../document.ts';
import type { FacetTerms } from '../files/facets.ts';
import { foldText } from '../text/fold.ts';
import { hashSmallWord, nextRun, NO_RUN, packPlace } from '../text/small-words.ts';
import type { FieldName } from '../weights.ts';
import { fieldNames } from '../weights.ts';
import { cutWords, wordsInRow, type Reading } from '../text/words.ts';
import { createWordTable } from './word-table.ts';

/** A phrase must not run over the end of a section into the next. */
const GAP_BETWEEN_PARTS = 8;

/** Sections beyond this many in one document share the last number. */
export const SECTION_LIMIT = 250;

/** In a position: a spelling that the text does not have, such as `email` of `e-mail`. */
export const READING_BIT = 0x8000;

export interface Occurrences {
  documentCount: number;
  /** Columns, one entry an occurrence, in the order of documents and of reading; valid up to `count`. */
  count: number;
  words: Int32Array;
  documents: Int32Array;
  /** Packed with the small words before: `unpackPlace` and `runOf` read them. */
  places: Int32Array;
  /** Field number * 256 + section number, and `READING_BIT` where the word is not written so. */
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
const FIGURES = /^\p{N}+$/u;

function widened<Column extends Int32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>>(
  column: Column,
  wider: Column,
): Column {
  wider.set(column);
  return wider;
}

/** Folders are words of the path already; `de` is nobody's word for what is written in German. */
const wordyFacets = facetNames.filter((name) => name !== 'folder' && name !== 'language');

/** Folders and name of a file: what a text leaves unsaid, since its writer stood in that folder. */
const wordsOfPath = (path: string): string =>
  path
    .replace(/\.[a-z]+$/i, '')
    .replaceAll('/', ' \n ')
    .replaceAll('_', ' ');

/** Reads all documents. Nothing is kept of a text but its terms. */
export function collectOccurrences(
  documents: readonly SearchDocument[],
  facetTerms: FacetTerms = {},
): Occurrences {
  const formatNames = new Map(facetTerms.format?.map(({ id, name }) => [id, name]));
  const namesOf = (facet: FacetName, value: string): string[] => {
    const name = facet === 'format' ? formatNames.get(value) : undefined;
    return name === undefined || wordsInRow(name) === wordsInRow(value) ? [] : [name];
  };
  let capacity = 1 << 16;
  let count = 0;
  let words = new Int32Array(capacity);
  let owners = new Int32Array(capacity);
  let places = new Int32Array(capacity);
  let positions = new Uint16Array(capacity);

  const termNumbers = new Map<string, number>();
  const termTexts: string[] = [];
  const table = createWordTable();
  const wordTexts = table.texts;
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
    const number = table.numberOf(word);
    if (number < wordTerms.length) return number;
    const term = termOf(word);
    wordTerms.push(term === '' ? STOP_WORD : termNumber(term));
    smallHashes.push(term === '' ? hashSmallWord(word) : 0);
    wordDocuments.push(0);
    lastDocumentOfWord.push(-1);
    return number;
  };

  let document = 0;
  let position = 0;
  let firstPlace = 0;
  let keepStopWords = false;
  let counted = 0;
  let run = NO_RUN;
  let lastPlace = -1;
  let runBefore = NO_RUN;
  let lastSmallPlace = -1;
  let isTitle = false;
  const termsOfTitle = new Set<number>();
  const visit = (word: string, place: number, _end: number, reading?: Reading): void => {
    const number = wordNumber(word);
    const smallHash = smallHashes[number] ?? 0;
    // Two readings of one place have the same words before them; a joined one is told when its last word has been read.
    if (reading === undefined && place !== lastPlace) {
      runBefore = run;
      run = smallHash > 0 ? nextRun(run, smallHash) : NO_RUN;
      lastPlace = place;
    }
    if (smallHash > 0) {
      lastSmallPlace = place;
      if (!keepStopWords) return;
      const term = termNumber(word);
      wordTerms[number] = term;
      stopTerms.add(term);
    }
    // Whoever looks for one word finds its parts where they stand next to each other, unless one of them is not indexed.
    const isSpelling = reading !== 'joined' || lastSmallPlace >= place || FIGURES.test(word);
    if (isSpelling && lastDocumentOfWord[number] !== document) {
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
    places[count] = packPlace(firstPlace + place, reading === 'joined' ? NO_RUN : runBefore);
    positions[count] = reading === undefined ? position : position | READING_BIT;
    count += 1;
    if (reading !== undefined) return;
    counted += 1;
    if (isTitle) termsOfTitle.add(wordTerms[number] ?? STOP_WORD);
  };
  const read = (text: string, field: FieldName, section: number): number => {
    counted = 0;
    if (text === '') return 0;
    position = fieldNumber[field] * 256 + section;
    run = NO_RUN;
    lastPlace = -1;
    lastSmallPlace = -1;
    keepStopWords = field === 'title' || field === 'alias';
    isTitle = field === 'title';
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
    termsOfTitle.clear();
    let titleLength = read(asset.title, 'title', 0);
    const telling = [...termsOfTitle].filter((term) => !stopTerms.has(term)).length;
    titleTerms[number] = Math.min(255, telling > 0 ? telling : termsOfTitle.size);
    for (const alias of asset.aliases) titleLength += read(alias, 'alias', 0);
    titleLengths[number] = titleLength;
    read(asset.benefit, 'benefit', 0);
    read(asset.summary, 'summary', 0);
    read(asset.kindLabel, 'label', 0);
    read(asset.place ?? '', 'label', 0);
    for (const name of wordyFacets) {
      const said = asset.facets[name].flatMap((value) => [value, ...namesOf(name, value)]);
      read(said.join(' \n '), 'label', 0);
    }
    read(wordsOfPath(asset.path), 'path', 0);
    sectionStarts[number] = sectionLengths.length;
    asset.sections.forEach((section, at) => {
      const numbered = Math.min(at, SECTION_LIMIT);
      // What passes on different days stands in sections of its own under one heading, which counts once.
      const isGoingOn = section.until !== undefined && asset.sections[at - 1]?.slug === section.slug;
      const heading = isGoingOn ? 0 : read(section.heading, 'heading', numbered);
      const heard = read(section.heard ?? '', 'heading', numbered);
      const length = heading + heard + read(section.text, 'body', numbered);
      sectionLengths.push(length);
      sectionLasts.push(section.until === undefined ? Infinity : Number(section.until.replaceAll('-', '')));
      bodyLengths[number] = (bodyLengths[number] ?? 0) + length;
    });
  });

  // A word made of others that nobody writes as one goes out again.
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    if ((wordDocuments[words[at] ?? 0] ?? 0) === 0) continue;
    words[kept] = words[at] ?? 0;
    owners[kept] = owners[at] ?? 0;
    places[kept] = places[at] ?? 0;
    positions[kept] = positions[at] ?? 0;
    kept += 1;
  }
  count = kept;

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
