import type { Element, ElementContent, Root } from 'hast';
import { twinUrl, urlOf } from '../../library/addresses.ts';
import type { Asset } from '../../library/asset.ts';
import { sayableSections } from '../../library/asset-sentences.ts';
import { answersItsTitle } from '../../library/kinds/asset-data.ts';
import type { Library } from '../../library/library.ts';
import { readBlocks } from '../../library/markdown/blocks.ts';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import { placeElement } from '../../library/markdown/page-body.ts';
import { saysTitle, type Section } from '../../library/markdown/sections.ts';
import { readShown } from '../../library/markdown/shown.ts';
import { sayableOf } from '../../library/unsayable.ts';
import { headingSourceOf, renderMarkdown, sourceOf } from './markdown-source.ts';
import { NOT_ALL_ALOUD, NOT_ALOUD, type Piece } from './piece.ts';

/** What becomes of one passage. */
interface Verdict {
  /** Words that stand before it; undefined where all of it may be said. */
  mark: string | undefined;
  /** Whether a customer may have it. */
  isForCustomer: boolean;
}

/** What is known of the elements of a body. */
interface Judged {
  verdicts: ReadonlyMap<Element, Verdict>;
  /** Sections by the elements of their headings. */
  sections: ReadonlyMap<Element, Section>;
  /** Sections of which a customer may have something. */
  open: ReadonlySet<Section>;
  /** A customer may have nothing of it. */
  isShut: boolean;
}

/**
 * The body of an asset block by block, as its author wrote it where that says what its page shows, else made anew from that.
 * Links lead to other assets as Markdown; what must not be said aloud is marked.
 */
export function buildBodyPieces(asset: Asset, library: Library, compile: CompileMarkdown): Piece[] {
  const tree = readShown(asset.body, compile);
  const judged = judge(tree, asset);
  const lines = asset.body.split('\n');
  const sections = [...judged.sections.values()];
  const title = sections.find(({ depth, heading }) => saysTitle({ depth, text: heading }, asset.data.title));
  const shift = sections.some((section) => section !== title && section.depth === 1) ? 1 : 0;
  const all: Reader = { asset, library, judged, forCustomer: false };
  const customer: Reader = { ...all, forCustomer: true };
  const render = (element: Element, reader: Reader): string => {
    const placed = placeFor(element, reader);
    if (placed === undefined) return '';
    return (placed === element ? sourceOf(element, lines) : undefined) ?? renderMarkdown(placed);
  };
  return elementsOf(tree).flatMap((element): Piece[] => {
    const section = judged.sections.get(element);
    if (section !== undefined && section === title) return [];
    if (section !== undefined) {
      const placed = placeFor(element, all) ?? element;
      const source = placed === element ? headingSourceOf(element, lines) : undefined;
      const words = source ?? renderMarkdown({ ...placed, tagName: 'p' }).replaceAll('\n', ' ');
      const text = `${'#'.repeat(Math.min(MAX_DEPTH, section.depth + shift))} ${words}`;
      return [{ is: 'heading', text, ...(judged.open.has(section) ? {} : { forCustomer: '' }) }];
    }
    const text = render(element, all);
    const theirs = judged.isShut ? '' : render(element, customer);
    if (text === '') return [];
    return [{ is: 'block', text, ...(theirs === text ? {} : { forCustomer: theirs }) }];
  });
}

const MAX_DEPTH = 6;

const elementsOf = ({ children }: Root): Element[] =>
  children.flatMap((node): Element[] => {
    if (node.type === 'element') return [node];
    const isWords = node.type === 'text' && node.value.trim() !== '';
    return isWords ? [{ type: 'element', tagName: 'p', properties: {}, children: [node] }] : [];
  });

/** Which passages may be said: the same blocks in the same order as those of the sections. */
function judge(tree: Root, { sections, kind, data }: Asset): Judged {
  const isShareable = data.audience === 'shareable';
  const sayable = new Set(sayableSections(sections));
  const verdicts: Verdict[] = [];
  const open = new Set<Section>();
  let isAnswered = !answersItsTitle(kind);
  for (const section of sections) {
    const numbered = section.passages.map((passage, at) => ({ ...passage, at }));
    const kept = new Set(sayable.has(section) ? sayableOf(numbered).map(({ at }) => at) : []);
    // What answers the title is written to be said, whoever may read the rest.
    const isOpen = kept.size > 0 && (isShareable || !isAnswered);
    isAnswered ||= kept.size > 0;
    if (isOpen) open.add(section);
    for (const { at, said } of numbered) {
      const isWhole = kept.has(at) && said === undefined;
      const mark = isWhole ? undefined : kept.has(at) ? NOT_ALL_ALOUD : NOT_ALOUD;
      verdicts.push({ mark, isForCustomer: isOpen && isWhole });
    }
  }
  const blocks = readBlocks(tree);
  const headings = blocks.filter(({ depth }) => depth !== undefined);
  const headed = sections.filter(({ depth }) => depth > 0);
  const passages = blocks.filter(({ depth }) => depth === undefined);
  return {
    verdicts: pairs(passages, verdicts),
    sections: pairs(headings, headed),
    open: isShareable ? new Set(headed.filter((section) => sayable.has(section))) : open,
    isShut: !isShareable && open.size === 0,
  };
}

function pairs<Value>(
  blocks: readonly { element: Element | undefined }[],
  values: readonly Value[],
): Map<Element, Value> {
  return new Map(
    blocks.flatMap(({ element }, at) => {
      const value = values[at];
      return element === undefined || value === undefined ? [] : [[element, value] as const];
    }),
  );
}

/** Who reads a body, and all that is known of it. */
interface Reader {
  asset: Asset;
  library: Library;
  judged: Judged;
  /** Leaves out what a customer may not have, and all that leads into the hub. */
  forCustomer: boolean;
}

/** An element as a reader gets it, the same object where nothing changes; undefined where nothing is left. */
function placeFor(element: Element, reader: Reader): Element | undefined {
  const verdict = reader.judged.verdicts.get(element);
  if (reader.forCustomer && verdict?.isForCustomer === false) return undefined;
  const children = element.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    const placed = isLeading(child) ? placeLeading(child, reader) : placeFor(child, reader);
    return placed === undefined ? [] : [placed];
  });
  const mark = reader.forCustomer ? undefined : verdict?.mark;
  const isSame =
    children.length === element.children.length && children.every((one, at) => one === element.children[at]);
  if (isSame && mark === undefined) return element;
  // A table without its rows, a list without its items.
  if (children.every(isBlank)) return undefined;
  return mark === undefined ? { ...element, children } : withMark({ ...element, children }, mark);
}

/** In a row of a table the mark stands in the first cell. */
function withMark(element: Element, mark: string): Element {
  const [cell, ...others] = element.children.filter((child) => child.type === 'element');
  if (element.tagName === 'tr' && cell !== undefined)
    return { ...element, children: [withMark(cell, mark), ...others] };
  const strong: Element = {
    type: 'element',
    tagName: 'strong',
    properties: {},
    children: [{ type: 'text', value: mark }],
  };
  return { ...element, children: [strong, { type: 'text', value: ' ' }, ...element.children] };
}

const isBlank = (node: ElementContent): boolean => node.type === 'text' && node.value.trim() === '';

const isLeading = ({ tagName }: Element): boolean => tagName === 'a' || tagName === 'img';

/** A link or a picture as the page has it, of assets their form in Markdown; its words where it leads nowhere for the reader. */
function placeLeading(element: Element, { asset, library, forCustomer }: Reader): ElementContent {
  const copy = { ...element, properties: { ...element.properties } };
  const placed = placeElement(copy, asset, library);
  if (placed.type !== 'element') return placed;
  const { href, src, alt } = placed.properties;
  if (placed.tagName === 'img') {
    if (forCustomer && String(src).startsWith('/')) return { type: 'text', value: String(alt ?? '') };
    return src === element.properties['src'] ? element : placed;
  }
  const address = typeof href === 'string' ? href : '';
  if (address === '' || (forCustomer && address.startsWith('/'))) return { ...placed, tagName: 'span' };
  const [path = '', ...anchor] = address.split('#');
  const id = path.slice(1, -1);
  const isAsset = path === urlOf(id) && library.byId.has(id);
  placed.properties['href'] = isAsset ? [twinUrl(id), ...anchor].join('#') : address;
  return placed.properties['href'] === element.properties['href'] ? element : placed;
}
