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
const PLUS = 43;
const HASH = 35;

/**
 * Receives a word of the text. `place` counts words, so that a phrase can be checked; two readings of one place
 * (`.net` and `net`) have the same. `end` is the offset behind the word in the folded text.
 */
export type WordVisitor = (word: string, place: number, end: number) => void;

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

/** Reads on over `99.9` and `1,000` from the end of a run of digits. */
function endOfNumber(text: string, end: number): number {
  let reached = end;
  for (;;) {
    const mark = text.charCodeAt(reached);
    if ((mark !== DOT && mark !== COMMA) || classAt(text, reached - 1) !== DIGIT) return reached;
    const next = endOfRun(text, reached + 1);
    if (next === reached + 1 || classAt(text, reached + 1) !== DIGIT) return reached;
    if (mark === COMMA && next - reached !== 4) return reached;
    reached = next;
  }
}

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
 * (as `rd`), `99.9`, `1,000` (as `1000`), `don't` (as `dont`). `customer's` loses its ending. Returns the number of places.
 */
export function cutWords(text: string, visit: WordVisitor): number {
  let place = 0;
  let at = 0;
  while (at < text.length) {
    const found = classAt(text, at);
    if (found === SEPARATOR) {
      at += 1;
      continue;
    }
    const start = at;
    if (found === SIGN) {
      while (at < text.length && classAt(text, at) === SIGN) at += 1;
      place = visitSigns(text, start, at, place, visit);
      continue;
    }
    let end = endOfRun(text, start);
    at = end;
    let word = '';
    const after = text.charCodeAt(end);
    if (after === APOSTROPHE) {
      const tail = endOfRun(text, end + 1);
      const ending = text.slice(end + 1, tail);
      if (ending === 't' && text[end - 1] === 'n') word = `${text.slice(start, end)}t`;
      if (word !== '' || endings.has(ending)) at = tail;
    } else if (after === DOT || after === COMMA || after === 0x2f || after === 0x26) {
      if (end - start === 1 && found === LETTER) {
        const behind = endOfInitials(text, start);
        if (behind > start) {
          word = text.slice(start, behind).replace(/[/&.]/g, '');
          end = behind;
        }
      } else if (found === DIGIT) {
        end = endOfNumber(text, end);
        word = text.slice(start, end).replaceAll(',', '');
      }
      at = end;
    } else if (after === PLUS && text.charCodeAt(end + 1) === PLUS) {
      end += 2;
      at = end;
    } else if (after === HASH && end - start <= 2 && !isWordy(text, end + 1)) {
      end += 1;
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
    }
    visit(word, place, at);
    place += 1;
  }
  return place;
}

/** The words of a text in a row, the same for `What's new?` and `whats new`. */
export function wordsInRow(text: string): string {
  const words: string[] = [];
  cutWords(foldText(text), (word) => words.push(word));
  return words.join(' ');
}
