import type { Nodes, Text } from 'mdast';

/** The quotes that are open at a place of a paragraph. */
interface OpenQuotes {
  double: boolean;
  /** Makes the quote that opened an opening one, once it is closed: until then it may be an apostrophe. */
  openSingle: (() => void) | undefined;
}

/**
 * Sets quotes, dashes and dots of a tree as the compiler of the pages does while it reads: a paragraph, heading or cell at
 * a time, by the signs beside each quote.
 *
 * @param source what the tree was made of: which signs stand beside a text, and which were escaped, is in there alone
 */
export function typesetText(node: Nodes, source: string, around?: OpenQuotes): void {
  const isBlock = node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell';
  const quotes = isBlock || around === undefined ? { double: false, openSingle: undefined } : around;
  if (node.type === 'text') typeset(node, source, quotes);
  if (node.type === 'image' && node.alt) {
    const alt: Text = { type: 'text', value: node.alt };
    typeset(alt, node.alt, quotes);
    node.alt = alt.value;
  }
  if ('children' in node) for (const child of node.children) typesetText(child, source, quotes);
}

function typeset(text: Text, source: string, quotes: OpenQuotes): void {
  const { value, position } = text;
  if (!/["']|--|\.\.\./.test(value)) return;
  const from = position?.start.offset ?? 0;
  const to = position?.end.offset ?? source.length;
  const isLiteral = literalSigns(value, source.slice(from, to));
  const signs: string[] = [];
  for (let at = 0; at < value.length;) {
    const sign = value.charAt(at);
    const run = isLiteral(at) ? 1 : (/^(?:-{2,}|\.{3})/.exec(value.slice(at))?.[0].length ?? 1);
    if (run > 1) signs.push(sign === '.' ? '…' : renderDashes(run));
    else if (isLiteral(at) || !/["']/.test(sign)) signs.push(sign);
    else {
      const before = at === 0 ? source.charAt(from - 1) : value.charAt(at - 1);
      const after = at + 1 === value.length ? source.charAt(to) : value.charAt(at + 1);
      const place = signs.length;
      signs.push(setQuote(sign, before, after, quotes, () => (signs[place] = '‘')));
      // An opening one is known only when it closes, which may be in a later text.
      const { openSingle } = quotes;
      if (openSingle !== undefined) {
        quotes.openSingle = () => {
          openSingle();
          text.value = signs.join('');
        };
      }
    }
    at += run;
  }
  text.value = signs.join('');
}

function setQuote(sign: string, before: string, after: string, quotes: OpenQuotes, open: () => void): string {
  const canOpen =
    !isBlank(after) &&
    (isBlank(before) || (isPunctuation(before) && (sign === '"' || !/[\])]/.test(before))));
  const canClose = !isBlank(before) && (isBlank(after) || isPunctuation(after));
  if (sign === "'") {
    if (canClose && quotes.openSingle !== undefined) {
      quotes.openSingle();
      quotes.openSingle = undefined;
    } else if (canOpen) quotes.openSingle = open;
    return '’';
  }
  const closes = quotes.double ? canClose || (!canOpen && !isBlank(before)) : canClose && !canOpen;
  quotes.double = closes ? false : quotes.double || canOpen;
  return closes ? '”' : '“';
}

/** As many long and short dashes as the signs make: `---` one long, `--` one short. */
function renderDashes(count: number): string {
  const short = [0, 2, count / 2, 0, count / 2, 1][count % 6] ?? 0;
  return '—'.repeat((count - 2 * short) / 3) + '–'.repeat(short);
}

/** Which signs of a text were written with a backslash before them or as an entity. */
function literalSigns(value: string, written: string): (at: number) => boolean {
  if (value === written) return () => false;
  const literal = new Set<number>();
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    const sign = value.charAt(at);
    // What begins a line of a quote or a list is part of the text as written, and not of its words.
    while (from < written.length && !/[\\&]/.test(written.charAt(from)) && written.charAt(from) !== sign)
      from++;
    const entity = sign === '&' ? null : /^&[#\w]+;/.exec(written.slice(from, from + 40));
    if (entity !== null) {
      literal.add(at);
      from += entity[0].length;
    } else if (written.charAt(from) === '\\' && written.charAt(from + 1) === sign) {
      literal.add(at);
      from += 2;
    } else from++;
  }
  return (at) => literal.has(at);
}

const isBlank = (sign: string): boolean => sign === '' || /\s/.test(sign);
const isPunctuation = (sign: string): boolean => /[\p{P}\p{S}]/u.test(sign);
