import { nodesOf, spanOf, type MarkdownNode } from '../markdown-node.ts';

/** A link or picture of a text, with the place of its address, in UTF-16 units. */
export interface LinkPlace {
  href: string;
  image: boolean;
  /** Where the address stands, angle brackets or quotes included. */
  from: number;
  to: number;
  /** Where the whole link stands, and its words; undefined for a definition and for HTML. */
  whole?: { from: number; to: number; wordsFrom: number; wordsTo: number };
  /** What the address has to be written as: bare or in angle brackets in Markdown, in quotes in HTML. */
  in: 'markdown' | 'html';
}

const ATTRIBUTE = /\s(href|src|data-src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`]+)/gi;

/** Every link and picture that a page shows, in the order of the text; those of code are none. */
export function findLinks(text: string, tree: MarkdownNode): LinkPlace[] {
  const places: LinkPlace[] = [];
  for (const node of nodesOf(tree)) {
    const { from, to } = spanOf(node);
    if (node.type === 'link' || node.type === 'image') {
      const opening = node.type === 'image' ? from + 1 : from;
      if (text[opening] !== '[') continue;
      const last = node.children?.at(-1);
      const closing = text.indexOf('](', last === undefined ? opening : spanOf(last).to);
      const end = last === undefined ? closingBracket(text, opening, to) : closing;
      const address = end === -1 || end >= to ? undefined : destinationAt(text, end + 2);
      if (address === undefined) continue;
      const whole = { from, to, wordsFrom: opening + 1, wordsTo: end };
      places.push({ href: node.url ?? '', image: node.type === 'image', ...address, whole, in: 'markdown' });
    } else if (node.type === 'definition') {
      const colon = text.indexOf(']:', from);
      const address = colon === -1 ? undefined : destinationAt(text, colon + 2);
      if (address !== undefined)
        places.push({ href: node.url ?? '', image: false, ...address, in: 'markdown' });
    } else if (node.type === 'html') {
      for (const tag of text.slice(from, to).matchAll(/<(?:a|img|source|video|area)\b[^<>]*>/gi)) {
        for (const match of tag[0].matchAll(ATTRIBUTE)) {
          const value = match[2] ?? '';
          const at = from + tag.index + match.index + match[0].length - value.length;
          const href = value.replace(/^(["'])(.*)\1$/s, '$2').replaceAll('&amp;', '&');
          places.push({
            href,
            image: match[1]?.toLowerCase() !== 'href',
            from: at,
            to: at + value.length,
            in: 'html',
          });
        }
      }
    }
  }
  return places;
}

/** An address as it has to stand at a place. */
export function writeAddress(place: LinkPlace, address: string): string {
  return place.in === 'html' ? `"${address.replaceAll('"', '%22')}"` : address;
}

/** The bracket that closes the words of a picture; -1 when there is none. */
function closingBracket(text: string, opening: number, end: number): number {
  let depth = 0;
  for (let at = opening; at < end; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') depth++;
    else if (text[at] === ']' && --depth === 0) return text[at + 1] === '(' ? at : -1;
  }
  return -1;
}

function destinationAt(text: string, at: number): { from: number; to: number } | undefined {
  const from = at + (/^\s*/.exec(text.slice(at, at + 400))?.[0].length ?? 0);
  if (text[from] === '<') {
    const to = text.indexOf('>', from);
    return to === -1 ? undefined : { from, to: to + 1 };
  }
  let depth = 0;
  for (let end = from; end <= text.length; end++) {
    const sign = text[end] ?? '\n';
    if (sign === '\\') end++;
    else if (sign === '(') depth++;
    else if ((sign === ')' && depth-- === 0) || /\s/.test(sign)) return { from, to: end };
  }
  return undefined;
}
