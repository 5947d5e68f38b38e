import { guessEncoding } from './guess-encoding.ts';

/** What a file's bytes say as text, and what had to be done to read them so. */
export interface DecodedText {
  text: string;
  /** In a sentence or two; left out for plain UTF-8. */
  trouble?: string;
}

/**
 * Reads text in the encodings that office programs save it in: UTF-8, UTF-16 with or without its mark, and the old ones of
 * each part of the world, which are guessed and always named. Null characters are left out and named. `why` says in a sentence that the bytes are no text at all. Never throws.
 */
export function decodeAnyEncoding(bytes: Uint8Array): DecodedText | { why: string } {
  const decoded = decodeBytes(bytes);
  // Macs of the last century ended lines with a return alone, which Markdown takes for no end at all.
  if ('why' in decoded || !decoded.text.includes('\r') || decoded.text.includes('\n')) return decoded;
  const ends = 'Its lines ended as on old Macs, and end in the usual way now.';
  return {
    text: decoded.text.replaceAll('\r', '\n'),
    trouble: decoded.trouble === undefined ? ends : `${decoded.trouble} ${ends}`,
  };
}

function decodeBytes(bytes: Uint8Array): DecodedText | { why: string } {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    const text = new TextDecoder(wide).decode(bytes);
    if (text.includes('\0'))
      return { why: 'It is written in UTF-32, which is not read here: save it as UTF-8.' };
    return { text, trouble: 'It was written in UTF-16 and is UTF-8 now.' };
  }
  const nulls = bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  if (nulls > 0 && nulls > bytes.length / 50) {
    return { why: 'It holds so many null bytes that it cannot be text.' };
  }
  const decoded = decodeNarrow(bytes);
  if ('why' in decoded || nulls === 0) return decoded;
  const left = `${String(nulls)} null ${nulls === 1 ? 'character was' : 'characters were'} left out of it.`;
  return {
    text: decoded.text.replaceAll('\0', ''),
    trouble: decoded.trouble === undefined ? left : `${decoded.trouble} ${left}`,
  };
}

/** Bytes that no encoding of text uses, but for ends of lines, tabs, pages and files. */
const CONTROLS = new Set([
  1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 31,
]);

/** Text of one byte a letter, or of some. */
function decodeNarrow(bytes: Uint8Array): DecodedText | { why: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // Not UTF-8, or not all of it.
  }
  const lenient = new TextDecoder().decode(bytes);
  const damaged = lenient.match(/\ufffd/g)?.length ?? 0;
  const whole = lenient.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  if (whole >= damaged) {
    const places =
      damaged === 1 ? 'one damaged place, shown' : `${String(damaged)} damaged places, each shown`;
    return {
      text: lenient,
      trouble: `It is UTF-8 with ${places} as \ufffd: write the letters that belong there.`,
    };
  }
  const controls = bytes.reduce((count, byte) => (CONTROLS.has(byte) ? count + 1 : count), 0);
  if (controls > bytes.length / 50)
    return { why: 'It holds so many bytes of no letter that it cannot be text.' };
  const encoding = guessEncoding(bytes);
  if (encoding === undefined)
    return {
      why: 'It is no UTF-8, and which encoding it is written in cannot be told: save it as UTF-8 and import again.',
    };
  return {
    text: new TextDecoder(encoding.label).decode(bytes),
    trouble: `It is no UTF-8 and was read as ${encoding.name}. If its special letters are wrong, save it as UTF-8 and import again.`,
  };
}

/** UTF-16 by its mark, or by every other byte of its beginning being zero. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const beginning = bytes.subarray(0, 400);
  if (beginning.length < 8) return undefined;
  let even = 0;
  let odd = 0;
  beginning.forEach((byte, at) => {
    if (byte === 0) {
      if (at % 2 === 0) even++;
      else odd++;
    }
  });
  // Other scripts than ours have no zero bytes; their blanks and line ends still do.
  if (odd >= 2 && even === 0 && blanksAt(beginning, 0) === odd) return 'utf-16le';
  if (even >= 2 && odd === 0 && blanksAt(beginning, 1) === even) return 'utf-16be';
  const half = beginning.length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
  return even > half * 0.6 && odd < half * 0.1 ? 'utf-16be' : undefined;
}

/** How many units of two bytes are a sign of the first 128, whose own byte is the first of them (0) or the second (1). */
function blanksAt(bytes: Uint8Array, own: 0 | 1): number {
  let count = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const sign = bytes[at + own] ?? 0;
    if (
      bytes[at + 1 - own] === 0 &&
      ((sign >= 0x20 && sign < 0x7f) || sign === 0x0a || sign === 0x0d || sign === 0x09)
    )
      count++;
  }
  return count;
}
