import type { Element, ElementContent, Parents } from 'hast';
import type { CompileMarkdown } from '../markdown/compile.ts';
import { readShown } from '../markdown/shown.ts';
import { collectWords, foldBlanks, standsApart } from '../markdown/words.ts';
import { headingDepth } from '../markdown/blocks.ts';
import { plainWords, withoutDialects, wordsWithoutPictures } from './words.ts';
import { foldWords } from '../fold.ts';
import { shortenAtWord } from '../shorten.ts';

/** As long as the schema lets a summary be. */
const SUMMARY_LETTERS = 300;
/** A paragraph with fewer letters is a label, a date or a greeting. */
const PARAGRAPH_LETTERS = 40;

/** Keys under which other tools keep a summary, best first. */
const SUMMARY_KEYS = [
  'description',
  'summary',
  'excerpt',
  'abstract',
  'subtitle',
  'tagline',
  'intro',
  'lead',
];

/**
 * What a foreign file says in a sentence or two: its own description, else its first real paragraph, else its first list.
 * Undefined when it holds neither.
 */
export function buildSummary(
  data: Readonly<Record<string, unknown>>,
  body: string,
  title: string,
  compile: CompileMarkdown,
): string | undefined {
  for (const key of SUMMARY_KEYS) {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    const text = typeof value === 'string' ? plainWords(value, compile) : '';
    if (text !== '' && foldWords(text) !== foldWords(title)) return cutAtSentence(withoutTitle(text, title));
  }
  const blocks = textBlocks(body, compile);
  const paragraph =
    blocks.find((block) => !block.list && isTelling(block.text, title)) ??
    blocks.find(
      (block) => !block.list && block.text.length >= PARAGRAPH_LETTERS / 2 && !/:$|^\w+: /.test(block.text),
    );
  if (paragraph !== undefined) return cutAtSentence(withoutTitle(paragraph.text, title));
  const items = blocks.filter((block) => block.list).map((block) => block.text.replace(/[.;:,]$/, ''));
  return items.length === 0 ? undefined : shortenAtWord(`${items.slice(0, 12).join('; ')}.`, SUMMARY_LETTERS);
}

/** Long enough, in sentences rather than a caption, and more than the title again or an announcement of a list. */
function isTelling(text: string, title: string): boolean {
  return (
    text.length >= PARAGRAPH_LETTERS &&
    text.includes(' ') &&
    foldWords(text) !== foldWords(title) &&
    !/[:：]$|^\[[^[\]]*\]$/.test(text)
  );
}

interface TextBlock {
  text: string;
  list: boolean;
}

/** Lines of other tools that are no running text: grids, bars, admonitions' openings, module lines, tables of contents. */
const NO_TEXT =
  /^[ \t]*(?:#[^\s#]|\+[-=+]+\+|!{3}|\?{3}|:{3,}|%%|\{[%:#]|(?:import|export)\s.+(?:from\s|[{=(])|(?:TOC|\[TOC\]|\[\[_?TOC_?\]\])\s*$|[^|\n]*\|.*\|).*$/gim;
/** Blocks that hold no running text. */
const NO_BLOCKS = new Set(['pre', 'table', 'hr', 'dl']);
/** Enough for any summary. */
const MOST_BLOCKS = 60;

/** Paragraphs and list items in order, as plain words, as far as a summary could need them. */
function textBlocks(body: string, compile: CompileMarkdown): TextBlock[] {
  const blocks: TextBlock[] = [];
  // Without its opening, what is indented below an admonition is code, and left out with it.
  const tree = readShown(withoutDialects(body.replace(NO_TEXT, '')), compile);
  const take = (nodes: readonly ElementContent[], list: boolean) => {
    const run: Element = { type: 'element', tagName: 'p', properties: {}, children: [...nodes] };
    const text = wordsWithoutPictures(run);
    if (/[\p{L}\p{N}]/u.test(text) && !isLabel(run)) blocks.push({ text, list });
  };
  const walk = (parent: Parents, list: boolean) => {
    let run: ElementContent[] = [];
    const close = () => {
      if (run.length > 0) take(run, list);
      run = [];
    };
    for (const child of parent.children) {
      if (blocks.length >= MOST_BLOCKS) return;
      if (child.type === 'text') run.push(child);
      if (child.type !== 'element') continue;
      if (!holdsBlocks(child)) run.push(child);
      else {
        close();
        const isText = !NO_BLOCKS.has(child.tagName) && !('dataFootnotes' in child.properties);
        if (isText && headingDepth(child) === undefined) walk(child, list || child.tagName === 'li');
      }
    }
    close();
  };
  walk(tree, false);
  return blocks;
}

/** Whether an element is a block, or a tag of some other tool around blocks. */
function holdsBlocks(element: Element): boolean {
  if (element.tagName === 'br' || element.tagName === 'input') return false;
  return (
    standsApart(element) || element.children.some((child) => child.type === 'element' && holdsBlocks(child))
  );
}

/** `**Last updated:** 3 May` and blocks that are links or pictures only, whole or broken, say nothing about the file. */
function isLabel(block: Element): boolean {
  const pieces: string[] = [];
  collectWords(block, pieces, ({ tagName }) => tagName === 'a' || tagName === 'img');
  const words = foldBlanks(pieces);
  if (!/\p{L}{2}/u.test(words) || /^!\[[^[\]]*\]\(.*\)$/.test(words)) return true;
  return linesOf(block).every(([first, second]) => {
    if (first?.type !== 'element' || first.tagName !== 'strong') return false;
    const label = wordsWithoutPictures(first);
    return (
      label.length <= 40 && (label.endsWith(':') || (second?.type === 'text' && second.value.startsWith(':')))
    );
  });
}

/** What stands on each line of a block. */
function linesOf(block: Element): ElementContent[][] {
  const lines: ElementContent[][] = [[]];
  for (const node of block.children) {
    if (node.type === 'element' && node.tagName === 'br') lines.push([]);
    else if (node.type !== 'text') lines.at(-1)?.push(node);
    else {
      node.value.split('\n').forEach((value, at) => {
        if (at > 0) lines.push([]);
        if (value.trim() !== '') lines.at(-1)?.push({ type: 'text', value });
      });
    }
  }
  return lines.filter((line) => line.length > 0);
}

/** Whole sentences up to the limit; a first sentence that is longer is cut between words. */
function cutAtSentence(text: string): string {
  if (text.length <= SUMMARY_LETTERS) return text;
  const room = text.slice(0, SUMMARY_LETTERS);
  let end = 0;
  for (const match of room.matchAll(/[.!?…]["')\]”’]?(?=\s+[\p{Lu}\p{N}"“‘'(])/gu))
    end = match.index + match[0].length;
  return end >= SUMMARY_LETTERS / 4 ? room.slice(0, end) : shortenAtWord(text, SUMMARY_LETTERS);
}

/** A description that begins with the title again says the rest. */
function withoutTitle(text: string, title: string): string {
  if (!text.toLowerCase().startsWith(title.toLowerCase())) return text;
  const rest = text.slice(title.length).replace(/^[\s.:,;!–—|-]+/, '');
  return rest.length >= PARAGRAPH_LETTERS && /^[\p{Lu}\p{N}]/u.test(rest) ? rest : text;
}
