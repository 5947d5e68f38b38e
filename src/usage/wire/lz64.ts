const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=';
const valueOf = new Map([...ALPHABET].map((letter, value) => [letter, value]));
/** A letter of the alphabet holds six bits; `=` counts as one of its letters, with a seventh. */
const HIGHEST_BIT = 32;

/** Codes that stand for something else than an entry of the dictionary. */
const BYTE = 0;
const UNIT = 1;
const END = 2;

/** Reads numbers bit by bit, the lowest bit of a number first. Gives undefined past the end. */
function openBits(text: string): (count: number) => number | undefined {
  let at = 0;
  let bit = 0;
  let value = 0;
  return (count) => {
    let number = 0;
    for (let place = 0; place < count; place += 1) {
      if (bit === 0) {
        const next = valueOf.get(text[at] ?? '');
        if (next === undefined) return undefined;
        value = next;
        at += 1;
        bit = HIGHEST_BIT;
      }
      if ((value & bit) !== 0) number += 2 ** place;
      bit >>= 1;
    }
    return number;
  };
}

/**
 * Text from lz-string's `compressToBase64`, which posthog-js used until 2021 and PostHog still reads
 * (`compression=lz64`). Undefined for what it never made, and for more than `maxLength` characters.
 */
export function decompressLz64(text: string, maxLength: number): string | undefined {
  const read = openBits(text);
  const entries: string[] = ['', '', ''];
  let width = 2;
  /** Entries until codes are one bit wider. */
  let room = 1;
  let previous: string | undefined;
  const parts: string[] = [];
  let length = 0;

  function add(entry: string): void {
    entries.push(entry);
    room -= 1;
    if (room > 0) return;
    room = 2 ** width;
    width += 1;
  }

  for (;;) {
    const code = read(width);
    if (code === undefined) return undefined;
    if (code === END) return parts.join('');
    let entry: string | undefined;
    if (code === BYTE || code === UNIT) {
      const unit = read(code === BYTE ? 8 : 16);
      if (unit === undefined) return undefined;
      entry = String.fromCharCode(unit);
      add(entry);
    } else if (code < entries.length) entry = entries[code];
    else if (code === entries.length && previous !== undefined) entry = previous + previous.charAt(0);
    if (entry === undefined || entry === '') return undefined;
    length += entry.length;
    if (length > maxLength) return undefined;
    parts.push(entry);
    if (previous !== undefined) add(previous + entry.charAt(0));
    previous = entry;
  }
}
