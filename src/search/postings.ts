/**
 * Second pass: the occurrences of each term become one posting a document, with everything that ranking needs already
 * worked out, so that a search adds up bytes. An impact is BM25F (Robertson & Zaragoza 2009, "The Probabilistic
 * Relevance Framework", §3.6) without the term's rarity, which the reader knows from the posting count.
 */
import type { Occurrences } from './occurrences.ts';
import type { FieldName } from './weights.ts';
import {
  bodyLengthEffect,
  fieldNames,
  fieldWeights,
  saturation,
  titleLengthEffect,
  titlePart,
} from './weights.ts';

/** In a posting: the term stands outside all sections (title, benefit, label). */
export const noSection = 255;

/** Of one term; columns with one entry a document. */
export interface TermPostings {
  term: string;
  documents: number[];
  /** 1 to 255. */
  impacts: number[];
  /** The section in which the term weighs most, or `noSection`. */
  sections: number[];
  /** If the term is in the title: how many different terms the title has. Else 0. */
  titles: number[];
  /** Where in the document, in words from its start. */
  places: number[][];
}

const titleField = fieldNames.indexOf('title');
const headingField = fieldNames.indexOf('heading');
const bodyField = fieldNames.indexOf('body');

function mean(lengths: Int32Array): number {
  let sum = 0;
  for (const length of lengths) sum += length;
  return Math.max(1, sum / Math.max(1, lengths.length));
}

/** What one occurrence in a field of this length counts for. */
function normalised(weight: number, length: number, average: number, effect: number): number {
  return weight / (1 - effect + (effect * length) / average);
}

/** Occurrence numbers sorted by term, terms in the order of their text: one counting sort. */
function sortByTerm(occurrences: Occurrences): { order: number[]; starts: Int32Array; sorted: Int32Array } {
  const texts = occurrences.termTexts;
  const order = texts.map((_, number) => number);
  order.sort((a, b) => ((texts[a] ?? '') < (texts[b] ?? '') ? -1 : 1));
  const rank = new Int32Array(texts.length);
  order.forEach((number, at) => (rank[number] = at));
  const starts = new Int32Array(texts.length + 1);
  for (let at = 0; at < occurrences.count; at += 1) {
    const slot = (rank[occurrences.terms[at] ?? 0] ?? 0) + 1;
    starts[slot] = (starts[slot] ?? 0) + 1;
  }
  for (let slot = 1; slot < starts.length; slot += 1) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
  const next = starts.slice();
  const sorted = new Int32Array(occurrences.count);
  for (let at = 0; at < occurrences.count; at += 1) {
    const slot = rank[occurrences.terms[at] ?? 0] ?? 0;
    const target = next[slot] ?? 0;
    sorted[target] = at;
    next[slot] = target + 1;
  }
  return { order, starts, sorted };
}

/** Calls `visit` with the postings of each term, in the order of the terms' text. */
export function visitPostings(occurrences: Occurrences, visit: (postings: TermPostings) => void): void {
  const { order, starts, sorted } = sortByTerm(occurrences);
  const { documents, positions, places, titleLengths, bodyLengths, sectionLengths, sectionStarts } = occurrences;
  const averageTitle = mean(titleLengths);
  const averageBody = mean(bodyLengths);
  const averageSection = Math.max(1, sectionLengths.reduce((sum, length) => sum + length, 0) / Math.max(1, sectionLengths.length));

  const weightOf = (field: number, document: number): number => {
    const weight = fieldWeights[fieldNames[field] as FieldName];
    if (field <= titleField + 1) return normalised(weight, titleLengths[document] ?? 0, averageTitle, titleLengthEffect);
    if (field >= headingField) return normalised(weight, bodyLengths[document] ?? 0, averageBody, bodyLengthEffect);
    return weight;
  };

  order.forEach((number, rank) => {
    const postings: TermPostings = {
      term: occurrences.termTexts[number] ?? '',
      documents: [],
      impacts: [],
      sections: [],
      titles: [],
      places: [],
    };
    const end = starts[rank + 1] ?? 0;
    let at = starts[rank] ?? 0;
    while (at < end) {
      const document = documents[sorted[at] ?? 0] ?? 0;
      let frequency = 0;
      let titleFrequency = 0;
      let section = -1;
      let inSection = 0;
      let bestSection = noSection;
      let bestWeight = 0;
      const found: number[] = [];
      const closeSection = (): void => {
        if (inSection === 0) return;
        const length = sectionLengths[(sectionStarts[document] ?? 0) + section] ?? averageSection;
        const weight = inSection / (inSection + saturation * (1 - bodyLengthEffect + (bodyLengthEffect * length) / averageSection));
        if (weight > bestWeight) {
          bestWeight = weight;
          bestSection = section;
        }
        inSection = 0;
      };
      for (; at < end; at += 1) {
        const occurrence = sorted[at] ?? 0;
        if (documents[occurrence] !== document) break;
        const position = positions[occurrence] ?? 0;
        const field = position >> 8;
        frequency += weightOf(field, document);
        if (field === titleField) titleFrequency += 1;
        if (field >= headingField) {
          if ((position & 255) !== section) {
            closeSection();
            section = position & 255;
          }
          inSection += fieldWeights[field === bodyField ? 'body' : 'heading'];
        }
        found.push(places[occurrence] ?? 0);
      }
      closeSection();
      const titleScore =
        titleFrequency === 0
          ? 0
          : 1 /
            (1 +
              (saturation * (1 - titleLengthEffect + (titleLengthEffect * (titleLengths[document] ?? 0)) / averageTitle)) /
                titleFrequency);
      const impact = (frequency / (frequency + saturation) + titlePart * titleScore) / (1 + titlePart);
      postings.documents.push(document);
      postings.impacts.push(Math.max(1, Math.round(impact * 255)));
      postings.sections.push(bestSection);
      postings.titles.push(titleFrequency > 0 ? (occurrences.titleTerms[document] ?? 0) : 0);
      postings.places.push(found);
    }
    if (postings.documents.length > 0) visit(postings);
  });
}
