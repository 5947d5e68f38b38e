import { foldWords } from '../fold.ts';
import { shortenAtWord } from '../shorten.ts';
import { createFenceReader } from '../markdown/fences.ts';
import { plainText } from '../markdown/sections.ts';
import { plainWords } from './words.ts';

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
): string | undefined {
  for (const key of SUMMARY_KEYS) {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    const text = typeof value === 'string' ? plainWords(value) : '';
    if (text !== '' && foldWords(text) !== foldWords(title)) return cutAtSentence(withoutTitle(text, title));
  }
  const blocks = textBlocks(body);
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

/** Lines that are no running text: headings, rules, tables, quotes' and admonitions' openings, definitions, module lines. */
const NO_TEXT =
  /^\s*(?:#{1,6}(?:\s|$)|#[^\s#]|[-*_=](?:\s*[-*_=]){2,}\s*$|\||\+[-=+]+\+|!{3}|\?{3}|:{3,}|%%|\[[^\]]*\]:|\{[%:#]|(?:import|export)\s.+(?:from\s|[{=(])|(?:TOC|\[TOC\]|\[\[_?TOC_?\]\])\s*$)/i;
const LIST_ITEM = /^\s{0,3}(?:[-*+]|\d{1,3}[.)])\s+/;

/** Paragraphs and list items in order, as plain words, as far as a summary could need them. */
function textBlocks(body: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  const isCode = createFenceReader();
  let lines: string[] = [];
  let list = false;
  const close = () => {
    const text = plainWords(lines.join('\n'));
    if (/[\p{L}\p{N}]/u.test(text) && !isLabel(lines)) blocks.push({ text, list });
    lines = [];
    list = false;
  };
  for (const line of withoutHtmlBlocks(body).split(/\r?\n/)) {
    if (blocks.length >= 60) break;
    if (isCode(line) || line.trim() === '' || NO_TEXT.test(line) || /^(?: {4}|\t)/.test(line)) {
      // Text indented below an admonition or a list item belongs to it, and is left out with it.
      close();
    } else if (LIST_ITEM.test(line)) {
      close();
      list = true;
      lines.push(line.replace(LIST_ITEM, '').replace(/^\[[ xX]\]\s+/, ''));
    } else if (line.includes('|') && /\|.*\|/.test(line)) {
      close();
    } else lines.push(line);
  }
  close();
  return blocks;
}

/** `**Last updated:** 3 May` and lines that are links or pictures only say nothing about the file. */
function isLabel(lines: readonly string[]): boolean {
  const joined = lines.join(' ').trim();
  const withoutLinks = joined.replace(/!?\[[^[\]]*\]\((?:[^()]|\([^()]*\))*\)/g, ' ');
  if (!/\p{L}{2}/u.test(plainText(withoutLinks))) return true;
  return lines.every((line) => /^\s*(?:>\s*)?(?:\*\*|__)[^*_]{1,40}(?:\*\*|__)?:/.test(line));
}

/** Comments, styles and drawings hold no text of the file. */
function withoutHtmlBlocks(body: string): string {
  return without(without(without(body, '<!--', '-->'), '<style', '</style>'), '<svg', '</svg>');
}

function without(text: string, opening: string, closing: string): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const begin = text.indexOf(opening, from);
    const end = begin === -1 ? -1 : text.indexOf(closing, begin);
    if (end === -1) return [...kept, text.slice(from)].join(' ');
    kept.push(text.slice(from, begin));
    from = end + closing.length;
  }
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
