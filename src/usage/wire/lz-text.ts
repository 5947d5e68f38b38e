/**
 * Text as lz-string packs it into base64 (`compressToBase64`), which posthog-js did until 2022 and says with
 * `compression=lz64`. Only what reads it: nothing here packs.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=';
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));
const BITS_PER_LETTER = 6;

/** What the packed numbers 0, 1 and 2 mean: a new letter of 8 or 16 bits, or the end. */
const [SHORT, LONG, END] = [0, 1, 2];

/** Takes numbers of any width from letters of six bits, whose highest bit comes first; the lowest of a number does. */
function createBitReader(packed: string): { read: (bits: number) => number; isOver: () => boolean } {
  let at = 0;
  let left = BITS_PER_LETTER;
  return {
    read(bits) {
      let value = 0;
      for (let bit = 0; bit < bits; bit += 1) {
        left -= 1;
        if ((((VALUES.get(packed[at] ?? '') ?? 0) >> left) & 1) === 1) value += 2 ** bit;
        if (left === 0) [at, left] = [at + 1, BITS_PER_LETTER];
      }
      return value;
    },
    isOver: () => at >= packed.length,
  };
}

/** A text, or why there is none. */
export type UnpackedText = { text: string } | { problem: 'undecodable-body' | 'body-too-large' };

/** The text; as soon as it has more than so many UTF-16 units it is too large. */
export function unpackLzText(packed: string, maxLength: number): UnpackedText {
  const { read, isOver } = createBitReader(packed);
  const letter = (kind: number) => String.fromCharCode(read(kind === LONG ? 16 : 8));
  const words: string[] = ['', '', ''];
  const pieces: string[] = [];
  let [width, room, length] = [2, 1, 0];
  let before = '';
  /** A number has a bit more each time the words have filled its range. */
  const grow = () => {
    room -= 1;
    if (room > 0) return;
    room = 2 ** width;
    width += 1;
  };
  for (;;) {
    if (isOver()) return { problem: 'undecodable-body' };
    let number = read(width);
    if (number === END) return { text: pieces.join('') };
    if (number === SHORT || number === LONG) {
      number = words.push(letter(number)) - 1;
      grow();
    }
    const word: string = words[number] ?? (number === words.length ? before + before.charAt(0) : '');
    if (word === '') return { problem: 'undecodable-body' };
    length += word.length;
    if (length > maxLength) return { problem: 'body-too-large' };
    pieces.push(word);
    if (before !== '') {
      words.push(before + word.charAt(0));
      grow();
    }
    before = word;
  }
}
