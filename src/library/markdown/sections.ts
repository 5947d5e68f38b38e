import { foldWords } from '../fold.ts';
import type { Element, ElementContent, Root } from 'hast';
import GithubSlugger, { slug } from 'github-slugger';
import { sentenceSlug } from '../sentence.ts';
import { readBlocks, type Block } from './blocks.ts';
import { readSayableRows } from './table-rows.ts';
import { isFootnoteMark } from './words.ts';

/** A part of a body below one heading. The lead, before the first heading, has an empty slug and heading. */
export interface Section {
  /** Anchor on the page, the same that the page's headings carry. */
  slug: string;
  heading: string;
  /** 1 to 6; 0 for the lead. */
  depth: number;
  /** Text without Markdown signs. */
  text: string;
  /** The same text by paragraphs, items and rows. */
  passages: Passage[];
  /** 1-based line of the body on which it begins. */
  line: number;
}

/** A paragraph, an item of a list, a row of a table. */
export interface Passage {
  /** Anchor on the page; '' where nothing can carry one. */
  slug: string;
  text: string;
  /** What of it may be said, where its table forbids a part; '' for nothing. */
  said?: string;
}

/** The sections of a body in order, the lead first when it holds text. Each heading begins one, also in a list or a quote. */
export function buildSections(tree: Root): Section[] {
  const slugger = new GithubSlugger();
  const sections: Section[] = [];
  const sayable = readSayableRows(tree);
  let current: Section = { slug: '', heading: '', depth: 0, text: '', passages: [], line: firstLine(tree) };
  const close = () => {
    current.text = current.passages.map(({ text }) => text).join(' ');
    if (current.depth > 0 || current.text !== '') sections.push(current);
  };
  for (const { element, text, depth } of readBlocks(tree)) {
    if (depth === undefined || element === undefined) {
      const said = element && sayable.get(element);
      const passage = { slug: anchorOf(element, current.slug, text), text };
      current.passages.push(said === undefined ? passage : { ...passage, said });
      continue;
    }
    close();
    const anchor = slugOf(element, text, slugger);
    current = { slug: anchor, heading: text, depth, text: '', passages: [], line: lineOf(element) };
  }
  close();
  return sections;
}

/** The anchor of a passage; none for words in no element, and for the label of a callout. */
function anchorOf(element: Element | undefined, part: string, text: string): string {
  const { className } = element?.properties ?? {};
  const isLabel = Array.isArray(className) && className.includes('callout-title');
  return element === undefined || isLabel ? '' : sentenceSlug(part, text);
}

/**
 * Gives the elements of a page the anchors of its passages, the first of two with the same words. A footnote is led to by its own.
 *
 * @param blocks of the page
 * @param passages of the same text, in its order
 */
export function placePassages(blocks: readonly Block[], passages: readonly Passage[]): void {
  const used = new Set<string>();
  const others = blocks.filter(({ depth }) => depth === undefined);
  for (const [at, { element }] of others.entries()) {
    const anchor = passages[at]?.slug ?? '';
    const isFootnote = element?.tagName === 'li' && element.properties['id'] !== undefined;
    if (element === undefined || anchor === '' || used.has(anchor) || isFootnote) continue;
    used.add(anchor);
    element.properties['id'] = anchor;
  }
}

/** Anchors are made as GitHub makes them, blanks and all; a heading in raw HTML may bring its own. */
function slugOf(element: Element, heading: string, slugger: GithubSlugger): string {
  const { id } = element.properties;
  if (typeof id === 'string' && id !== '') return slugger.slug(id, true);
  const text = textOf(element).trim();
  return slugger.slug([text, heading].find((words) => slug(words) !== '') ?? 'section');
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element' || isFootnoteMark(node)) return '';
  return node.children.map(textOf).join('');
}

function firstLine(tree: Root): number {
  return tree.children.find((node) => node.type === 'element')?.position?.start.line ?? 1;
}

function lineOf(element: Element): number {
  return element.position?.start.line ?? 1;
}

/** Whether a heading only says the title of its page again; the page then leaves it out. */
export function saysTitle(heading: { depth: number; text: string }, title: string): boolean {
  return heading.depth === 1 && foldWords(heading.text) === foldWords(title);
}
