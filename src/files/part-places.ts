/** Where the words of a file stand on the page of its asset: anchors, headings, and passages of a size to be shown. */
import { slug } from 'github-slugger';
import type { FilePart, FileSort, PartSort } from './file-text.ts';

const NAMES: Record<PartSort, string> = { slide: 'Slide', page: 'Page', section: 'Section', sheet: 'Sheet' };

const HEADS: Record<FileSort, string> = {
  pptx: 'In the deck',
  docx: 'In the document',
  xlsx: 'In the spreadsheet',
  pdf: 'In the PDF',
};

/** More than this is no hit to be read in a list; less tells too little of a slide, whose words are few to a line. */
const MAX_PASSAGE_CHARACTERS = 320;

/** The heading below which a page shows what is in a file. */
export const headOfFile = (sort: FileSort): string => HEADS[sort];

/** The anchor of what a page shows of a file. */
export const slugOfFile = (name: string, sort: FileSort): string => slug(`${HEADS[sort]} ${name}`.trim());

/**
 * How a part is called where it stands alone, such as `Slide 7: What it costs`.
 *
 * @param name of the file, where it is not the first of its asset
 */
export function headingOfPart(name: string, { is, number, title }: NamedPart): string {
  const called =
    is === 'sheet' ? `${NAMES.sheet} ${title || String(number)}` : `${NAMES[is]} ${String(number)}`;
  const whole = is === 'sheet' || title === '' ? called : `${called}: ${title}`;
  return name === '' ? whole : `${name}, ${whole}`;
}

type NamedPart = Pick<FilePart, 'is' | 'number' | 'title'>;

/** The anchor of a part, which follows from its heading, as those of prose do. */
export const slugOfPart = (name: string, part: NamedPart): string => slug(headingOfPart(name, part));

/** The anchor of a slide or page by its number alone, as people write it: `slide=7`, of a second file `price-list:page=2`. */
export const slugOfNumber = (name: string, { is, number }: Pick<NamedPart, 'is' | 'number'>): string =>
  `${name === '' ? '' : `${slug(name)}:`}${is}=${String(number)}`;

/** Some texts of a part, and the same in one line, as a hit shows them. */
export interface Passage {
  words: string;
  texts: readonly string[];
}

/** The texts of a part, put together to passages that can be shown as a hit. A slide of a usual length is one. */
export function passagesOf(texts: readonly string[]): Passage[] {
  const passages: { words: string; texts: string[] }[] = [];
  for (const text of texts) {
    const last = passages.at(-1);
    const joined = last && `${last.words}${/[.!?:;]$/.test(last.words) ? ' ' : ' · '}${text}`;
    if (joined === undefined || joined.length > MAX_PASSAGE_CHARACTERS)
      passages.push({ words: text, texts: [text] });
    else if (last !== undefined) {
      last.words = joined;
      last.texts.push(text);
    }
  }
  return passages;
}
