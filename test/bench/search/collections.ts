import type { SearchDocument } from '../../../src/search/document.ts';
import type { JudgedDocument } from '../../support/search/judged.ts';
import { assetPath, createChance, type GeneratedAsset } from '../generated-content.ts';
import { createVocabulary, saysNothing } from './vocabulary.ts';

/** Documents to search in, and what is typed there. */
export interface Collection {
  name: string;
  documents: SearchDocument[];
  queries: string[];
}

interface Shape {
  wordsPerDocument: number;
  sections: number;
  /** Different words in the whole collection. */
  terms: number;
}

/** Handbook pages of about 5 kB; the largest collection is one of shorter sections. */
function shapeOf(documents: number): Shape {
  if (documents > 20_000) return { wordsPerDocument: 70, sections: 2, terms: 100_000 };
  const wordsPerDocument = 680;
  // As many terms as handbooks have at 1,000 pages and manuals at 10,000, and by the same law between.
  return { wordsPerDocument, sections: 6, terms: Math.round(15_000 * (documents / 1000) ** 0.82) };
}

/** The share of words by which a text comes back to one that it has used. */
const AGAIN = 0.5;
const SENTENCE = 14;
const SENTENCES_PER_PARAGRAPH = 4;

/** So many assets: the same for the same number, whoever asks. */
export function generateAssets(count: number): GeneratedAsset[] {
  const { wordsPerDocument, sections, terms } = shapeOf(count);
  const chance = createChance(count);
  const vocabulary = createVocabulary(chance, count * (wordsPerDocument + 2 * SENTENCE) * (1 - AGAIN), terms);
  const titles = new Set<string>();
  return Array.from({ length: count }, () => {
    const topic = Math.floor(chance() * 1000);
    /** Words of meaning that this text has used. */
    const own: string[] = [];
    const word = (): string => {
      const again = chance() < AGAIN ? own[Math.floor(chance() * own.length)] : undefined;
      if (again !== undefined) return again;
      const next = vocabulary.nextWord(topic);
      if (!saysNothing(next)) own.push(next);
      return next;
    };
    const topicWords = (fewest: number, span: number): string[] =>
      Array.from({ length: fewest + Math.floor(chance() * span) }, () => vocabulary.nextTopicWord(topic));
    const sentence = (): string => `${capital(Array.from({ length: SENTENCE }, word).join(' '))}.`;
    const title = titleWith(() => topicWords(2, 4), titles);
    own.push(...title);
    const sentences = Math.max(1, Math.round(wordsPerDocument / SENTENCE / sections));
    return {
      title: capital(title.join(' ')),
      benefit: sentence(),
      summary: sentence(),
      aliases: [topicWords(2, 1).join(' ')],
      sections: Array.from({ length: sections }, () => ({
        heading: capital(topicWords(2, 3).join(' ')),
        paragraphs: inParagraphs(Array.from({ length: sentences }, sentence)),
      })),
    };
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Two assets of the same title could not be told apart by whoever looks for one of them. */
function titleWith(draw: () => string[], taken: Set<string>): string[] {
  let title = draw();
  while (taken.has(title.join(' '))) title = draw();
  taken.add(title.join(' '));
  return title;
}

function inParagraphs(sentences: readonly string[]): string[] {
  const paragraphs: string[] = [];
  for (let at = 0; at < sentences.length; at += SENTENCES_PER_PARAGRAPH) {
    paragraphs.push(sentences.slice(at, at + SENTENCES_PER_PARAGRAPH).join(' '));
  }
  return paragraphs;
}

/** A collection of generated handbook pages, and what people type to find some of them. */
export function generateCollection(count: number): Collection {
  const assets = generateAssets(count);
  return {
    name: count.toLocaleString('en'),
    documents: assets.map((asset, at) => toSearchDocument(asset, at)),
    queries: queriesFor(assets),
  };
}

function toSearchDocument(asset: GeneratedAsset, at: number): SearchDocument {
  const id = assetPath(at).replace(/\.md$/, '');
  return describe({
    id,
    path: `${id}.md`,
    title: asset.title,
    summary: asset.summary,
    benefit: asset.benefit,
    aliases: asset.aliases,
    sections: asset.sections.map(({ heading, paragraphs }) => ({
      slug: heading.toLowerCase().replaceAll(' ', '-'),
      heading,
      text: paragraphs.join(' '),
    })),
  });
}

/** The documents of a judged collection as the hub takes them, in the same order. */
export function toSearchDocuments(documents: readonly JudgedDocument[]): SearchDocument[] {
  return documents.map((document) => describe(document));
}

function describe(given: JudgedDocument & { benefit?: string; aliases?: string[] }): SearchDocument {
  return {
    benefit: '',
    aliases: [],
    url: `/${given.id}/`,
    kind: 'collateral',
    kindLabel: 'Collateral',
    facets: {
      kind: ['collateral'],
      product: [],
      stage: [],
      persona: [],
      industry: [],
      competitor: [],
      region: [],
      format: [],
      folder: [],
      language: [],
    },
    freshness: {},
    revision: '0123456789ab',
    internal: false,
    ...given,
  };
}

const QUERIES = 24;

/**
 * What is typed: two or three words of a title, a word of the title with one of the text, two of the text. Never the words
 * that say nothing.
 */
function queriesFor(assets: readonly GeneratedAsset[]): string[] {
  const chance = createChance(7);
  return Array.from({ length: QUERIES }, (_, at) => {
    const asset = assets[Math.floor(((at + 0.5) * assets.length) / QUERIES)];
    const title = (asset?.title ?? '').toLowerCase().split(' ');
    const text = (asset?.sections ?? [])
      .flatMap(({ paragraphs }) => paragraphs.join(' ').toLowerCase().split(/[. ]+/))
      .filter((word) => word !== '' && !saysNothing(word));
    const draw = (): string => text[Math.floor(chance() * text.length)] ?? '';
    const forms = [title.slice(0, 2), title.slice(0, 3), [title[0] ?? '', draw()], [draw(), draw()]];
    return (forms[at % forms.length] ?? title).join(' ');
  });
}
