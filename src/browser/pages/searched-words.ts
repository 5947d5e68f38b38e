/** Marks the words of the last search on pictures of pages, where a hit of it opened one of them. */
import type { PageLines } from '../../files/file-pictures.ts';
import { LIBRARY_PATH } from '../../library/addresses.ts';
import { formsOf, WORD_OR_NOT } from '../../search/query/marks.ts';
import { termOf } from '../../search/text/analysis.ts';
import { foldText } from '../../search/text/fold.ts';
import { readLastSearch } from '../mine/mine-store.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Of a word to its mark, in thousandths of the page. */
const ROOM = 2;

/** Does nothing where the address names no sentence of the viewer, or nothing was searched. Rejects without a network. */
export async function markSearched(viewer: HTMLElement): Promise<void> {
  const place = placeOfAddress();
  const pictures = [...viewer.querySelectorAll<HTMLImageElement>('.pages-list img')];
  const landed = pictures.findIndex((each) => each.closest('li')?.contains(place) === true);
  // By its number somebody else named it.
  if (landed < 0 || place?.tagName === 'FIGURE') return;
  const words = searchedWords();
  if (words.length === 0) return;
  const isForm = formsOf(words);
  const pages = (await (await fetch(viewer.dataset['pages'] ?? '')).json()) as PageLines[];
  viewer.querySelectorAll('figure > svg').forEach((mark) => mark.remove());
  const links = viewer.querySelectorAll<HTMLElement>('.pages-strip a');
  pictures.forEach((picture, at) => {
    const boxes = (pages[at] ?? []).flatMap((line) => boxesOf(line, isForm));
    links[at]?.toggleAttribute('data-found', boxes.length > 0);
    if (boxes.length > 0) picture.after(drawMarks(picture, boxes));
  });
  // As much of its picture as there is room for, and the sentence below it.
  place?.scrollIntoView({ block: 'end', behavior: 'instant' });
}

function placeOfAddress(): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

/** What was typed into the palette last, or into the library that this page was opened from; small words say nothing. */
function searchedWords(): string[] {
  const from = URL.canParse(document.referrer) ? new URL(document.referrer) : undefined;
  const inLibrary = from?.pathname === LIBRARY_PATH ? from.searchParams.get('q') : null;
  return foldText(inLibrary ?? readLastSearch())
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => termOf(word) !== '');
}

type Box = readonly [left: number, top: number, width: number, height: number];

/** Where words of a line stand. The line is as long as it was drawn; within it letters are as wide as in a usual font. */
function boxesOf(
  [text, left, top, width, height]: PageLines[number],
  isForm: (word: string) => boolean,
): Box[] {
  const measure = document.createElement('canvas').getContext('2d');
  if (measure === null) return [];
  const widthOf = (some: string) => measure.measureText(some).width;
  const scale = width / (widthOf(text) || 1);
  let before = '';
  return text.split(WORD_OR_NOT).flatMap((part, number): Box[] => {
    const from = before;
    before += part;
    if (number % 2 === 0 || !isForm(part)) return [];
    return [
      [left + widthOf(from) * scale - ROOM, top - ROOM, widthOf(part) * scale + 2 * ROOM, height + 2 * ROOM],
    ];
  });
}

function drawMarks({ width, height, attributes }: HTMLImageElement, boxes: readonly Box[]): SVGElement {
  const [w, h] = [
    Number(attributes.getNamedItem('width')?.value ?? width),
    Number(attributes.getNamedItem('height')?.value ?? height),
  ];
  const marks = document.createElementNS(SVG, 'svg');
  marks.setAttribute('viewBox', `0 0 ${String(w)} ${String(h)}`);
  marks.setAttribute('aria-hidden', 'true');
  for (const [left, top, wide, high] of boxes) {
    const mark = document.createElementNS(SVG, 'rect');
    mark.setAttribute('x', String((left / 1000) * w));
    mark.setAttribute('y', String((top / 1000) * h));
    mark.setAttribute('width', String((wide / 1000) * w));
    mark.setAttribute('height', String((high / 1000) * h));
    mark.setAttribute('rx', '4');
    marks.append(mark);
  }
  return marks;
}
