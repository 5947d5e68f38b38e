import { slug } from 'github-slugger';
import { escapeHtml } from '../../escape-html.ts';
import { renderAnchor } from '../../markdown/body-anchors.ts';
import { codeSpans, replaceOutside, type MarkupStep } from './source.ts';

/** `#id .class key="value"` between braces, as kramdown, pandoc, Docusaurus and Google Docs write attributes. */
const ATTRIBUTES = String.raw`\{:?\s*((?:#[^\s{}]+|\.[\w-]+|-|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))(?:\s+(?:#[^\s{}]+|\.[\w-]+|-|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)))*)\s*\}`;
const HEADING = new RegExp(
  String.raw`^( {0,3}#{1,6}[ \t]+)(.*?)[ \t]*${ATTRIBUTES}[ \t#]*$(?:\r?\n\{:([^{}\n]*)\}[ \t]*$)?`,
  'gm',
);
const HEADING_THEN_LINE = /^( {0,3}#{1,6}[ \t]+)(.*?)[ \t]*\r?\n\{:([^{}\n]*)\}[ \t]*$/gm;
const UNDERLINED = new RegExp(
  String.raw`^( {0,3})(\S.*?)[ \t]*${ATTRIBUTES}[ \t]*(?=\r?\n(?:=+|-+)[ \t]*$)`,
  'gm',
);

const OWN_IDS = 'Identifiers of headings and places ({#id}, <a name>)';
const KEPT = 'kept as anchors of the page';
const LOOKS = 'Attributes for looks ({.class}, {width=…}, {:target=…})';
const DROPPED = 'left out; they hold no words';

/** Own identifiers of headings stay as anchors that links from anywhere can name. */
export const headingIds: MarkupStep = (text, { parse, met }) => {
  if (!/\{[:#.\s]/.test(text)) return text;
  const write = (lead: string, words: string, attributes: string) => {
    const id = /(?:^|\s)#(\S+)/.exec(attributes)?.[1];
    if (id === undefined) met(LOOKS, DROPPED);
    else met(OWN_IDS, KEPT);
    return (
      lead +
      (id === undefined || id === slug(words.replace(/<[^<>]*>|[*_`\\]/g, '').trim())
        ? ''
        : renderAnchor(id)) +
      words
    );
  };
  const code = codeSpans(text, parse);
  const first = replaceOutside(text, HEADING, code, ([, lead = '', words = '', attributes = '', line = '']) =>
    write(lead, words, `${attributes} ${line}`),
  );
  const second = replaceOutside(
    first,
    HEADING_THEN_LINE,
    codeSpans(first, parse),
    ([, lead = '', words = '', attributes = '']) => write(lead, words, attributes),
  );
  return replaceOutside(
    second,
    UNDERLINED,
    codeSpans(second, parse),
    ([, lead = '', words = '', attributes = '']) => write(lead, words, attributes),
  );
};

/** `<a name="x">`, `[]{#x .anchor}` and elements with an `id` become anchors that the page keeps. */
export const namedPlaces: MarkupStep = (text, { parse, met }) => {
  if (!/\sname\s*=|\sid\s*=|\](?:\(\))?\{[ \t]*#/i.test(text)) return text;
  const spans = replaceOutside(
    text,
    /\[([^[\]\n]*)\](?:\(\))?\{[ \t]*#([^\s{}]+)[^{}\n]*\}/g,
    codeSpans(text, parse),
    ([, words = '', id = '']) => {
      met(OWN_IDS, KEPT);
      return renderAnchor(id) + words;
    },
  );
  const names = replaceOutside(
    spans,
    /<a\s+name\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>/]+))\s*(?:\/>|>\s*<\/a>|>)/gi,
    codeSpans(spans, parse),
    (match) => {
      met(OWN_IDS, KEPT);
      const id = match[1] ?? match[2] ?? match[3] ?? '';
      const open = !/\/>$|<\/a>$/i.test(match[0]);
      return open ? `<a id="${escapeHtml(id)}">` : renderAnchor(id);
    },
  );
  return replaceOutside(
    names,
    /<(?:div|span|p|section|td|li|img|details|summary|table|tr|ul|ol|figure|center)\b[^<>]*?\sid\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)')[^<>]*>/gi,
    codeSpans(names, parse),
    (match) => {
      met(OWN_IDS, KEPT);
      const id = match[1] ?? match[2] ?? '';
      return /^<(?:img|ul|ol|table|tr)/i.test(match[0]) ? undefined : match[0] + renderAnchor(id);
    },
  );
};

/** Attributes behind links, pictures and emphasis, and on lines of their own, are taken out. */
export const looseAttributes: MarkupStep = (text, { parse, met }) => {
  if (!/\{[:#.\w\s-]/.test(text)) return text;
  const dropped = () => {
    met(LOOKS, DROPPED);
    return '';
  };
  const lines = replaceOutside(
    text,
    /^[ \t>]*\{:(?!\s*toc\b)[^{}\n]*\}[ \t]*(?:\r?\n|$)|\{::[^{}\n]*\}|\{:\/[a-z]*\}/gm,
    codeSpans(text, parse),
    dropped,
  );
  // MkDocs sets attributes of a block on a line below it, without the colon.
  const below = replaceOutside(
    lines,
    new RegExp(String.raw`^[ \t]*${ATTRIBUTES}[ \t]*(?:\r?\n|$)`, 'gm'),
    codeSpans(lines, parse),
    dropped,
  );
  const marked = replaceOutside(
    below,
    /\[([^[\]\n]+)\]\{\.(underline|mark|smallcaps|ul|[\w-]+)[^{}\n]*\}/g,
    codeSpans(below, parse),
    ([, words = '', kind]) => {
      met(LOOKS, DROPPED);
      return kind === 'mark' ? `<mark>${words}</mark>` : words;
    },
  );
  const bracketed = new RegExp(String.raw`\[((?:[^[\]\n]|\[[^[\]\n]*\](?!\())*)\]${ATTRIBUTES}`, 'g');
  const unmarked = replaceOutside(marked, bracketed, codeSpans(marked, parse), ([, words = '']) => {
    dropped();
    return words;
  });
  const behind = new RegExp(String.raw`(?<=[)\]*_\`>])[ \t]?${ATTRIBUTES}`, 'g');
  const spans = replaceOutside(unmarked, behind, codeSpans(unmarked, parse), (match) =>
    unmarked[match.index] === ' ' && !match[0].includes('{:') ? undefined : dropped(),
  );
  return replaceOutside(spans, /(?<=\S)\{:[^{}\n]*\}/g, codeSpans(spans, parse), dropped);
};
