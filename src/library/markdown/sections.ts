import { foldWords } from '../fold.ts';
import type { Element, ElementContent, Root } from 'hast';
import GithubSlugger, { slug } from 'github-slugger';
import { collectWords, foldBlanks, isFootnoteMark, wordsOf } from './words.ts';

/** A part of a body below one heading. The lead, before the first heading, has an empty slug and heading. */
export interface Section {
  /** Anchor on the page, the same that the page's headings carry. */
  slug: string;
  heading: string;
  /** 1 to 6; 0 for the lead. */
  depth: number;
  /** Text without Markdown signs. */
  text: string;
  /** 1-based line of the body on which it begins. */
  line: number;
}

/** The sections of a body in order, the lead first when it holds text. Each heading begins one, also in a list or a quote. */
export function buildSections(tree: Root): Section[] {
  const slugger = new GithubSlugger();
  const sections: Section[] = [];
  let current: Section = { slug: '', heading: '', depth: 0, text: '', line: firstLine(tree) };
  const pieces: string[] = [];
  const close = () => {
    current.text = foldBlanks(pieces);
    if (current.depth > 0 || current.text !== '') sections.push(current);
    pieces.length = 0;
  };
  collectWords(tree, pieces, (element) => {
    const depth = headingDepth(element);
    if (depth === undefined) return false;
    close();
    const heading = wordsOf(element);
    current = { slug: slugOf(element, heading, slugger), heading, depth, text: '', line: lineOf(element) };
    return true;
  });
  close();
  return sections;
}

/** 1 to 6 for a heading. */
export function headingDepth({ tagName }: Element): number | undefined {
  return DEPTHS.get(tagName);
}

const DEPTHS = new Map(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag, at) => [tag, at + 1]));

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
