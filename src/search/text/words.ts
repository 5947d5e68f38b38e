/**
 * Where one word ends and the next begins, in folded text. Cut at everything that is neither letter nor digit, since
 * lunr's own tokenizer (white space and hyphens only) makes one word of `pricing/discounts` and loses both.
 *
 * Written over character codes because it sees every letter of a library: at 10,000 assets some 40 million.
 */
import { foldText } from './fold.ts';

/** A longer run is an address, a key or an image, not a word; both sides cut it at the same place. */
const MAX_WORD_CHARACTERS = 40;

const UNKNOWN = 0;
const SEPARATOR = 1;
const LETTER = 2;
const DIGIT = 3;
/** Written without spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese): found by pairs of signs. */
const SIGN = 4;

const classes = new Uint8Array(0x10000);
const SIGN_PATTERN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;
const LETTER_PATTERN = /[\p{L}\p{M}]/u;
const DIGIT_PATTERN = /\p{N}/u;
/** Half of a pair: signs and letters beyond the first 65,536 are rare Han or ancient scripts, kept as letters. */
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

function classify(code: number): number {
  const character = String.fromCharCode(code);
  let found = SEPARATOR;
  if (SIGN_PATTERN.test(character)) found = SIGN;
  else if (LETTER_PATTERN.test(character)) found = LETTER;
  else if (DIGIT_PATTERN.test(character)) found = DIGIT;
  classes[code] = found;
  return found;
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const known = classes[code] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  if (Number.isNaN(code)) return SEPARATOR;
  if (!isSurrogate(code)) return classify(code);
  const whole = text.codePointAt(code >= 0xdc00 ? at - 1 : at) ?? 0;
  return whole > 0xffff && LETTER_PATTERN.test(String.fromCodePoint(whole)) ? LETTER : SEPARATOR;
}

const isWordy = (text: string, at: number): boolean => {
  const found = classAt(text, at);
  return found === LETTER || found === DIGIT;
};

const endings = new Set(['s', 're', 've', 'll', 'd', 'm']);
const APOSTROPHE = 39;
const COMMA = 44;
const DOT = 46;
const SLASH = 0x2f;
const AMPERSAND = 0x26;
const PLUS = 43;
const HASH = 35;

/**
 * How a word is read beside the way it is written: `same` is another spelling of what stands at that place (`15000` of
 * `15k`), `joined` makes one word of this place and those up to the one read last (`email` of `e-mail`).
 */
export type Reading = 'same' | 'joined';

/**
 * Receives a word of the text. `place` counts words, so that a phrase can be checked; two readings of one place
 * (`.net` and `net`) have the same. `end` is the offset behind the word in the folded text.
 */
export type WordVisitor = (word: string, place: number, end: number, reading?: Reading) => void;

function endOfRun(text: string, from: number): number {
  let end = from;
  while (end < text.length && isWordy(text, end)) end += 1;
  return end;
}

/** `r&d`, `a/b`, `u.s.`: single letters joined by one of `/ & .` make one word. Offset behind it, or `start`. */
function endOfInitials(text: string, start: number): number {
  let end = start + 1;
  let letters = 1;
  while (/[/&.]/.test(text[end] ?? '') && classAt(text, end + 1) === LETTER && !isWordy(text, end + 2)) {
    end += 2;
    letters += 1;
  }
  return letters > 1 ? end : start;
}

/** `1,000`, `12'500`, `12.500,50`: thousands in threes; `9,90`, `99.9`, `2.10.1`: anything else with a mark in it. */
const THOUSANDS = /[1-9]\d{0,2}([,.'])\d{3}(?:\1\d{3})*(?!\d|\1\d)(?:[.,]\d{1,2}(?!\d|[.,]\d))?/y;
const DECIMAL_COMMA = /\d+,\d{1,2}(?!\d|,\d)/y;
const DOTTED = /\d+(?:\.\d+)+/y;
/** Thousands with spaces between: each group is a word too, since it may be two numbers. */
const SPACED = /\d{1,3}(?: \d{3})+(?!\d)/y;
/** Telephone numbers and the like: two groups of figures that may be written as one. */
const GROUPS = /\d{3,}[ -](\d{3,})(?!\d)/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const withoutCents = (number: string): string => number.replace(/\.00$/, '');

/** A number with marks in it, in one spelling; `other` where it may be thousands or a decimal (`12.500`). */
function readMarked(text: string, start: number): { word: string; end: number; other?: string } | undefined {
  const thousands = matchAt(THOUSANDS, text, start);
  if (thousands !== null) {
    const [whole, mark = ','] = thousands;
    const end = start + whole.length;
    const fraction = /[.,](\d{1,2})$/.exec(whole);
    const digits = whole.slice(0, fraction?.index ?? whole.length).replaceAll(mark, '');
    const number = withoutCents(fraction === null ? digits : `${digits}.${fraction[1] ?? ''}`);
    if (fraction !== null || mark === ',') return { word: number, end };
    return mark === '.' ? { word: number, end, other: whole } : { word: whole, end, other: number };
  }
  const decimal = matchAt(DECIMAL_COMMA, text, start) ?? matchAt(DOTTED, text, start);
  if (decimal === null) return undefined;
  return { word: withoutCents(decimal[0].replace(',', '.')), end: start + decimal[0].length };
}

const multiples: Record<string, number> = { k: 1e3, m: 1e6, mn: 1e6, mio: 1e6, bn: 1e9 };
const MULTIPLE = /^(\d+(?:\.\d+)?)(k|m|mn|mio|bn)$/;
const TIMES = /^(\d+)x(\d+)$/;
const VERSION = /^([a-z]*)v(\d[\d.]*)$/;

/** The same thing in the spelling that others use: `15k` is 15000, `24x7` is 24/7, `v3.1` is 3.1. '' for none. */
function otherSpelling(word: string): string {
  const multiple = MULTIPLE.exec(word);
  if (multiple !== null) return String(Math.round(Number(multiple[1]) * (multiples[multiple[2] ?? ''] ?? 1)));
  const times = TIMES.exec(word);
  if (times !== null) return `${times[1] ?? ''}${times[2] ?? ''}`;
  const version = VERSION.exec(word);
  return version === null ? '' : `${version[1] ?? ''}${version[2] ?? ''}`;
}

/** Signs that are read as a word where they stand at a number: `£38`, `38 €`, `50%`. */
const signs = new Map([
  ['£', 'gbp'],
  ['$', 'usd'],
  ['€', 'eur'],
  ['¥', 'jpy'],
  ['%', 'percent'],
]);

/** Whether the sign at `at` stands at a number, with a space between at the most. */
function isAtNumber(text: string, at: number): boolean {
  const isDigit = (place: number): boolean => classAt(text, place) === DIGIT;
  const before = text[at - 1] === ' ' ? at - 2 : at - 1;
  const after = text[at + 1] === ' ' ? at + 2 : at + 1;
  return isDigit(before) || isDigit(after);
}

/** Parts joined by one of these may be written as one word: `on-boarding`, `node.js`, `24/7`. */
const HYPHENS = /[-\u2010\u2011]/;
const MAX_JOINED_PARTS = 3;
const MAX_JOINED_CHARACTERS = 24;
/** Of a slash: `and/or` is a word to some, `pricing/discounts` to nobody. */
const MAX_SLASHED_CHARACTERS = 4;

/** Words in a row with nothing but a hyphen, dot or slash between them. */
interface Compound {
  parts: string[];
  place: number;
  end: number;
  mark: string;
}

/** What it is as one word; '' where nobody writes it so. */
function joinedOf({ parts, mark }: Compound): string {
  if (parts.length < 2 || parts.length > (HYPHENS.test(mark) ? MAX_JOINED_PARTS : 2)) return '';
  if (mark === '/' && parts.some((part) => part.length > MAX_SLASHED_CHARACTERS)) return '';
  if (mark === '.' && parts.some((part) => part.length > 6 || !/^[a-z]+$/.test(part))) return '';
  const joined = parts.join('');
  return joined.length > MAX_JOINED_CHARACTERS ? '' : joined;
}

const AND_LETTER = / and ([a-z])(?![\p{L}\p{N}])/uy;

function visitSigns(text: string, start: number, end: number, place: number, visit: WordVisitor): number {
  if (end - start === 1) {
    visit(text.slice(start, end), place, end);
    return place + 1;
  }
  for (let at = start; at + 1 < end; at += 1) visit(text.slice(at, at + 2), place + at - start, at + 2);
  return place + end - start - 1;
}

/**
 * Cuts folded text into words and hands each to `visit`. Kept whole: `c++`, `c#`, `.net` (also read as `net`), `r&d`
 * (as `rd`), `don't` (as `dont`), numbers in one spelling (`1,000` as `1000`, `9,90` as `9.90`). `customer's` loses its
 * ending. What may be written as one word is also read so. Returns the number of places.
 */
export function cutWords(text: string, visit: WordVisitor): number {
  let place = 0;
  let at = 0;
  let compound: Compound | undefined;
  const closeCompound = (): void => {
    const joined = compound === undefined ? '' : joinedOf(compound);
    if (compound !== undefined && joined !== '') visit(joined, compound.place, compound.end, 'joined');
    compound = undefined;
  };
  while (at < text.length) {
    const found = classAt(text, at);
    if (found === SEPARATOR) {
      const sign = signs.get(text.charAt(at));
      if (sign !== undefined && isAtNumber(text, at)) {
        closeCompound();
        visit(sign, place, at + 1);
        place += 1;
      }
      at += 1;
      continue;
    }
    const start = at;
    if (found === SIGN) {
      closeCompound();
      while (at < text.length && classAt(text, at) === SIGN) at += 1;
      place = visitSigns(text, start, at, place, visit);
      continue;
    }
    let end = endOfRun(text, start);
    at = end;
    let word = '';
    let other = '';
    const after = text.charCodeAt(end);
    const isMarked = found === DIGIT && (after === DOT || after === COMMA || after === APOSTROPHE);
    const number = isMarked ? readMarked(text, start) : undefined;
    if (number !== undefined) {
      end = endOfRun(text, number.end);
      word = number.word + text.slice(number.end, end);
      other = number.other ?? '';
      at = end;
    } else if (after === APOSTROPHE) {
      const tail = endOfRun(text, end + 1);
      const ending = text.slice(end + 1, tail);
      if (ending === 't' && text[end - 1] === 'n') word = `${text.slice(start, end)}t`;
      if (word !== '' || endings.has(ending)) at = tail;
    } else if (after === DOT || after === SLASH || after === AMPERSAND) {
      if (end - start === 1 && found === LETTER) {
        const behind = endOfInitials(text, start);
        if (behind > start) {
          word = text.slice(start, behind).replace(/[/&.]/g, '');
          end = behind;
        }
      } else if (after === DOT && classAt(text, end - 1) === DIGIT) {
        // `tls1.3`, `v2.10`.
        const dotted = matchAt(DOTTED, text, text.slice(start, end).search(/\d+$/) + start);
        if (dotted !== null) end = endOfRun(text, dotted.index + dotted[0].length);
      }
      at = end;
    } else if (after === PLUS && text.charCodeAt(end + 1) === PLUS) {
      end += 2;
      at = end;
    } else if (after === HASH && end - start <= 2 && !isWordy(text, end + 1)) {
      end += 1;
      at = end;
    } else if (end - start === 1 && text.startsWith(' #', end) && !isWordy(text, end + 2)) {
      word = `${text.slice(start, end)}#`;
      end += 2;
      at = end;
    }
    if (word === '') word = text.slice(start, end);
    if (word.length > MAX_WORD_CHARACTERS) word = word.slice(0, MAX_WORD_CHARACTERS);
    if (
      text.charCodeAt(start - 1) === DOT &&
      found === LETTER &&
      (start === 1 || !isWordy(text, start - 2))
    ) {
      visit(`.${word}`, place, at);
      visit(word, place, at, 'same');
    } else visit(word, place, at);
    if (found === DIGIT || word.includes('v')) other ||= otherSpelling(word);
    if (other !== '' && other !== word) visit(other, place, at, 'same');
    if (found === DIGIT) visitGroups(text, start, place, visit);
    else if (end - start === 1) {
      const letter = matchAt(AND_LETTER, text, end);
      if (letter !== null) visit(word + (letter[1] ?? ''), place, end + letter[0].length, 'joined');
    }

    const goesOn = compound?.end === start - 1 && compound.mark === text[start - 1];
    if (!goesOn) closeCompound();
    compound ??= { parts: [], place, end: at, mark: text.charAt(at) };
    compound.parts.push(word);
    compound.end = at;
    if (!isJoint(text, at, compound.mark)) closeCompound();
    place += 1;
  }
  closeCompound();
  return place;
}

/** Whether the mark between two words stands at `at`, with a word right behind it. */
const isJoint = (text: string, at: number, mark: string): boolean =>
  text[at] === mark && (mark === '.' || mark === '/' || HYPHENS.test(mark)) && isWordy(text, at + 1);

/** Groups of figures with spaces or a hyphen between them, as one number. */
function visitGroups(text: string, start: number, place: number, visit: WordVisitor): void {
  const isFirst = !/\d[ -]$/.test(text.slice(Math.max(0, start - 2), start));
  const spaced = isFirst ? matchAt(SPACED, text, start) : null;
  const groups = spaced ?? matchAt(GROUPS, text, start);
  if (groups !== null) visit(groups[0].replace(/[ -]/g, ''), place, start + groups[0].length, 'joined');
}

/** The words of a text in a row, the same for `What's new?` and `whats new`. */
export function wordsInRow(text: string): string {
  const words: string[] = [];
  cutWords(foldText(text), (word, _place, _end, reading) => {
    if (reading === undefined) words.push(word);
  });
  return words.join(' ');
}
