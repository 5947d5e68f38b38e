/** A piece of a line of Markdown. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'strong' | 'em' | 'del'; inline: Inline[] }
  | { type: 'link'; href: string; title: string; inline: Inline[] }
  | { type: 'image'; src: string; title: string; alt: string }
  | { type: 'break' };

const CODE = /^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/;
const TARGET =
  /^\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))*))(?:\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'))?\s*\)/;
const POINTED = /^<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>/i;
const BARE = /^(?:https?:\/\/|www\.)[\w-]+(?:\.[\w-]+)*[^\s<]*/i;
const MAIL = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[\w-]*[a-z\d](?![\w-])/i;
const ESCAPED = /^\\([!-/:-@[-`{-~])/;
const ENTITY = /^&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|nbsp|copy|reg|hellip|ndash|mdash|eacute));/i;
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00A0',
  copy: '©',
  reg: '®',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  eacute: 'é',
};

/** A line, or several lines of one paragraph, as its pieces. Quotes, dashes and dots come out as a typesetter makes them. */
export function parseInline(text: string): Inline[] {
  return joinTexts(parsePieces(text, { isLinked: false }));
}

/** @param isLinked whether the words are those of a link already: an address in them makes no other */
function parsePieces(text: string, { isLinked }: { isLinked: boolean }): Inline[] {
  const pieces: Inline[] = [];
  let plain = '';
  let rest = text;
  let last = '';
  const flush = (): void => {
    if (plain !== '') pieces.push({ type: 'text', text: plain });
    plain = '';
  };
  const take = (length: number, piece?: Inline): void => {
    if (piece !== undefined) {
      flush();
      pieces.push(piece);
    }
    last = rest.charAt(length - 1);
    rest = rest.slice(length);
  };
  for (;;) {
    if (rest === '') break;
    const escaped = ESCAPED.exec(rest);
    const code = CODE.exec(rest);
    const pointed = POINTED.exec(rest);
    const hardBreak = /^(?: {2,}|\\)\n[ \t]*/.exec(rest);
    const entity = ENTITY.exec(rest);
    const bare = isLinked || /[\w/]/.test(last) ? null : (BARE.exec(rest) ?? MAIL.exec(rest));
    const bracket = readBracket(rest);
    const emphasis = readEmphasis(rest, last);
    if (hardBreak !== null) take(hardBreak[0].length, { type: 'break' });
    else if (/^[ \t]*\n/.test(rest)) {
      plain += '\n';
      take(/^[ \t]*\n[ \t]*/.exec(rest)?.[0].length ?? 1);
    } else if (escaped !== null) {
      plain += escaped[1] ?? '';
      take(2);
    } else if (code !== null) take(code[0].length, { type: 'code', text: codeText(code[2] ?? '') });
    else if (pointed !== null) {
      const target = pointed[1] ?? '';
      const href = target.includes(':') ? target : `mailto:${target}`;
      take(pointed[0].length, { type: 'link', href, title: '', inline: [{ type: 'text', text: target }] });
    } else if (entity !== null) {
      plain += decode(entity);
      take(entity[0].length);
    } else if (bracket !== undefined) take(bracket.length, bracket.piece);
    else if (emphasis !== undefined) take(emphasis.length, emphasis.piece);
    else if (bare !== null) {
      const shown = withoutTail(bare[0]);
      const href = /^https?:/i.test(shown) ? shown : `${shown.includes('@') ? 'mailto:' : 'http://'}${shown}`;
      take(shown.length, { type: 'link', href, title: '', inline: [{ type: 'text', text: shown }] });
    } else {
      const { shown, length } = setType(rest, last);
      plain += shown;
      take(length);
    }
  }
  flush();
  return pieces;
}

/** A link or a picture: `[words](target "title")`, `![words](target)`. */
function readBracket(rest: string): { length: number; piece: Inline } | undefined {
  const isImage = rest.startsWith('![');
  if (!isImage && !rest.startsWith('[')) return undefined;
  const open = isImage ? 2 : 1;
  const close = closingBracket(rest, open);
  const target = close === -1 ? null : TARGET.exec(rest.slice(close + 1));
  if (target === null) return undefined;
  const words = rest.slice(open, close);
  const href = unescape(target[1] ?? target[2] ?? '');
  const title = unescape(target[3] ?? target[4] ?? '');
  const length = close + 1 + target[0].length;
  const inline = joinTexts(parsePieces(words, { isLinked: true }));
  return {
    length,
    piece: isImage
      ? { type: 'image', src: href, title, alt: textOf(inline) }
      : { type: 'link', href, title, inline },
  };
}

function closingBracket(rest: string, from: number): number {
  let depth = 1;
  for (let at = from; at < rest.length; at++) {
    const sign = rest.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '[') depth++;
    else if (sign === ']' && --depth === 0) return at;
  }
  return -1;
}

/** Words between stars, underscores or waves. A sign opens before a letter and closes after one (CommonMark 0.31, 6.2). */
function readEmphasis(rest: string, last: string): { length: number; piece: Inline } | undefined {
  for (const sign of ['***', '**', '__', '~~', '*', '_']) {
    if (!rest.startsWith(sign) || rest.charAt(sign.length) === sign.charAt(0)) continue;
    if (/^\s|^$/.test(rest.slice(sign.length, sign.length + 1))) return undefined;
    if (sign.includes('_') && /[\p{L}\p{N}]/u.test(last)) return undefined;
    const end = closingSign(rest, sign);
    if (end === -1) continue;
    const inline = parseInline(rest.slice(sign.length, end));
    const length = end + sign.length;
    if (sign === '***') return { length, piece: { type: 'em', inline: [{ type: 'strong', inline }] } };
    const type = sign.startsWith('~') ? 'del' : sign.length === 2 ? 'strong' : 'em';
    return { length, piece: { type, inline } };
  }
  return undefined;
}

function closingSign(rest: string, sign: string): number {
  for (let at = sign.length; at < rest.length; at++) {
    const here = rest.slice(at);
    const skipped = ESCAPED.exec(here) ?? CODE.exec(here);
    if (skipped !== null) {
      at += skipped[0].length - 1;
      continue;
    }
    if (here.charAt(0) === '[') {
      const bracket = readBracket(here);
      if (bracket !== undefined) {
        at += bracket.length - 1;
        continue;
      }
    }
    const run = /^(?:\*+|_+|~+)/.exec(here)?.[0] ?? '';
    if (run === '') continue;
    const before = rest.charAt(at - 1);
    const isEnd = run.startsWith(sign) && run.length === sign.length && !/\s/.test(before);
    const isWordInside = sign.includes('_') && /^[\p{L}\p{N}]/u.test(here.slice(run.length));
    if (isEnd && !isWordInside) return at;
    // `*a **b***`: the inner sign closes first, the outer one with what is left.
    if (run.charAt(0) === sign.charAt(0) && run.length === 3 && sign.length < 3 && !/\s/.test(before)) {
      return at + (3 - sign.length);
    }
    at += run.length - 1;
  }
  return -1;
}

const isBlank = (sign: string): boolean => sign === '' || /\s/.test(sign);
const isSign = (sign: string): boolean => /[\p{P}\p{S}]/u.test(sign);

/** Quotes, dashes and dots: what is shown for the next signs, and how many they are. */
function setType(rest: string, last: string): { shown: string; length: number } {
  const sign = rest.charAt(0);
  if (sign === '"' || sign === "'") {
    const next = rest.charAt(1);
    const isLeft = !isBlank(next) && (!isSign(next) || isBlank(last) || isSign(last));
    const isRight = !isBlank(last) && (!isSign(last) || isBlank(next) || isSign(next));
    const isOpen = isLeft && !/[)\]}]/.test(last) && (!isRight || /[([{=/–—-]/.test(last));
    if (sign === '"') return { shown: isOpen ? '“' : '”', length: 1 };
    return { shown: isOpen ? '‘' : '’', length: 1 };
  }
  if (rest.startsWith('...')) return { shown: '…', length: 3 };
  const dashes = /^-{2,}/.exec(rest)?.[0].length ?? 0;
  if (dashes === 2) return { shown: '–', length: 2 };
  if (dashes === 3) return { shown: '—', length: 3 };
  return { shown: sign, length: 1 };
}

/** Code keeps its signs; one blank on each side is for the eye. */
function codeText(text: string): string {
  const line = text.replace(/\n/g, ' ');
  return /^ .* $/.test(line) && line.trim() !== '' ? line.slice(1, -1) : line;
}

/** Dots and brackets at the end of an address belong to the sentence. */
function withoutTail(address: string): string {
  const cut = address.replace(/[?!.,:*_~'"]+$/, '');
  return cut.endsWith(')') && !cut.includes('(') ? cut.slice(0, -1) : cut;
}

function decode([, decimal, hex, name = '']: RegExpExecArray): string {
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (!Number.isNaN(code)) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  return NAMED[name.toLowerCase()] ?? '';
}

function unescape(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

function joinTexts(pieces: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.type === 'text' && last?.type === 'text') last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}

/** The words of some pieces, without their signs. */
function textOf(inline: readonly Inline[]): string {
  return inline
    .map((piece) => {
      if (piece.type === 'text' || piece.type === 'code') return piece.text;
      if (piece.type === 'image') return piece.alt;
      return piece.type === 'break' ? '\n' : textOf(piece.inline);
    })
    .join('');
}
