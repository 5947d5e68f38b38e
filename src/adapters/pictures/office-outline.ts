/** What has to be known of a deck or document beside its PDF: which slides that shows, and the fonts it is written in. */
import { unzipSync } from 'fflate';
import { listSlides } from '../../files/deck-order.ts';

export interface OfficeOutline {
  /** Numbers of the slides that are shown, in order; undefined of a document. */
  shown?: readonly number[];
  /** Names of the fonts of its texts. */
  fonts: readonly string[];
}

const PARTS =
  /^ppt\/(?:presentation\.xml|slides\/[^/]+\.xml|theme\/theme1\.xml)$|^ppt\/(?:slides\/)?_rels\/[^/]+\.rels$|^word\/(?:document|styles|theme\/theme1)\.xml$/;

/** Reads it in this process, which is one that may die of it. */
export function outlineOffice(sort: 'pptx' | 'docx', bytes: Uint8Array): OfficeOutline {
  const parts = unzipSync(bytes, { filter: ({ name }) => PARTS.test(name) });
  const decoder = new TextDecoder();
  const textOf = (path: string): string | undefined =>
    Object.hasOwn(parts, path) ? decoder.decode(parts[path]) : undefined;
  if (sort === 'docx') return { fonts: fontsOfDocument(textOf) };
  const slides = listSlides(textOf);
  return {
    shown: slides.filter(({ isHidden }) => !isHidden).map(({ number }) => number),
    fonts: fontsIn(['ppt/theme/theme1.xml', ...slides.map(({ path }) => path)].map(textOf), LATIN),
  };
}

type TextOf = (path: string) => string | undefined;

const LATIN = /<a:latin\b[^>]*\stypeface="([^"+]+)"/g;
const OF_RUN = /\sw:ascii="([^"]+)"/g;

function fontsOfDocument(textOf: TextOf): string[] {
  const texts = ['word/document.xml', 'word/styles.xml'].map(textOf);
  const isThemed = texts.some((text) => text?.includes('w:asciiTheme=') === true);
  return [
    ...new Set([
      ...fontsIn(texts, OF_RUN),
      ...(isThemed ? fontsIn([textOf('word/theme/theme1.xml')], LATIN) : []),
    ]),
  ];
}

function fontsIn(texts: readonly (string | undefined)[], name: RegExp): string[] {
  return [...new Set(texts.flatMap((text = '') => [...text.matchAll(name)].map(([, font = '']) => font)))];
}
