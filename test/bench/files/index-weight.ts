import { brotliCompressSync, constants } from 'node:zlib';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import type { FilePart, ReadFile } from '../../../src/files/file-text.ts';
import { attachFiles } from '../../../src/library/attachments.ts';
import { buildContent } from '../../../src/library/content.ts';
import type { Library } from '../../../src/library/library.ts';
import { buildLibraryIndex } from '../../../src/search/build/library-index.ts';
import type { IndexFile } from '../../../src/search/document.ts';
import { openIndex } from '../../../src/search/query/open-index.ts';
import { createChance } from '../generated-content.ts';
import { median } from '../measure.ts';
import { createVocabulary } from '../search/vocabulary.ts';
import { renderTable } from '../table.ts';

/** As a server packs what it sends at once. */
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const ASSETS = 1000;
const SLIDES = 12;
const LINES = 5;
const WORDS_OF_LINE = 9;
const SEARCHES = 300;
const TERMS = 15_000;

type Slides = { title: string; lines: string[] }[];

/** What the search weighs and takes where words stand in decks, beside pages that have the same words. */
export async function compareIndexes(): Promise<string> {
  const chance = createChance(7);
  const words = ASSETS * SLIDES * (LINES * WORDS_OF_LINE + 3);
  const vocabulary = createVocabulary(chance, words, TERMS);
  const line = (many: number, topic: number) =>
    Array.from({ length: many }, () => vocabulary.nextWord(topic)).join(' ');
  const decks = Array.from({ length: ASSETS }, (_, topic): Slides =>
    Array.from({ length: SLIDES }, () => ({
      title: line(3, topic),
      lines: Array.from({ length: LINES }, () => line(WORDS_OF_LINE, topic)),
    })),
  );
  const searches = Array.from({ length: SEARCHES }, (_, topic) =>
    [vocabulary.nextTopicWord(topic), vocabulary.nextTopicWord(topic)].join(' '),
  );
  const indexes = [
    {
      name: 'as pages',
      words,
      files: buildLibraryIndex(pagesOf(decks)),
      times: [] as number[],
      sent: [] as number[],
    },
    // What a slide is called is searched too: `Slide 7`.
    {
      name: 'as decks',
      words: words + 2 * ASSETS * SLIDES,
      files: buildLibraryIndex(decksOf(decks)),
      times: [] as number[],
      sent: [] as number[],
    },
  ];
  // In turns, so that a busy machine slows both.
  for (const typed of searches) {
    for (const { files, times, sent } of indexes) {
      const { ms, bytes } = await search(files, typed);
      times.push(ms);
      sent.push(bytes);
    }
  }
  return renderTable([
    ['1,000 assets', 'words', 'kB packed', 'bytes a word', 'ms a search, median', 'kB read a search'],
    ...indexes.map(({ name, words: indexed, files, times, sent }) => {
      const bytes = files
        .filter(({ name: file }) => !file.endsWith('all.txt'))
        .reduce((sum, file) => sum + brotliCompressSync(file.bytes, FAST).length, 0);
      return [
        name,
        String(indexed),
        (bytes / 1000).toFixed(0),
        (bytes / indexed).toFixed(2),
        median(times).toFixed(2),
        (median(sent) / 1000).toFixed(1),
      ];
    }),
  ]);
}

async function search(files: readonly IndexFile[], typed: string): Promise<{ ms: number; bytes: number }> {
  let bytes = 0;
  const index = await openIndex(async (name) => {
    const found = files.find((file) => file.name === name)?.bytes ?? new Uint8Array();
    bytes += found.length;
    return found;
  });
  const began = performance.now();
  await index.search(typed, { today: '2026-11-22' });
  return { ms: performance.now() - began, bytes };
}

const head = (at: number, more = '') => `---\ntitle: Asset ${String(at)}\n${more}---\n\n`;

function libraryOf(texts: readonly string[], files: readonly string[]): Library {
  const bytes = new Map([
    ['hub.yaml', new TextEncoder().encode('company: { name: Bench }\n')],
    ...texts.map(
      (text, at) => [`collateral/asset-${String(at)}.md`, new TextEncoder().encode(text)] as const,
    ),
  ]);
  const entries = [...bytes.keys(), ...files].map((path) => ({ path, isFile: true }));
  return buildContent(entries, bytes, compileMarkdown).library;
}

const pagesOf = (decks: readonly Slides[]): Library =>
  libraryOf(
    decks.map(
      (slides, at) =>
        head(at) + slides.map(({ title, lines }) => `## ${title}\n\n${lines.join('. ')}`).join('\n\n'),
    ),
    [],
  );

function decksOf(decks: readonly Slides[]): Library {
  const library = libraryOf(
    decks.map((_, at) => `${head(at, `downloads: [{ label: Deck, file: ${String(at)}.pptx }]\n`)}Text.`),
    decks.map((_, at) => `files/${String(at)}.pptx`),
  );
  const read = decks.map((slides, at): [string, ReadFile] => [
    `files/${String(at)}.pptx`,
    { text: { sort: 'pptx', parts: slides.map(partOf), left: [], traces: [] } },
  ]);
  return attachFiles(library, new Map(read));
}

const partOf = ({ title, lines }: Slides[number], at: number): FilePart => ({
  is: 'slide',
  number: at + 1,
  title,
  texts: lines,
  notes: [],
  hidden: [],
  isHidden: false,
});
