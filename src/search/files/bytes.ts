/** Writing and reading of small numbers and strings. A varint has seven bits a byte, lowest first. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export interface ByteWriter {
  byte(value: number): void;
  /** A whole number of 0 or more, up to 2^31 - 1. */
  varint(value: number): void;
  /** Length in bytes, then UTF-8. */
  text(value: string): void;
  append(bytes: Uint8Array): void;
  length(): number;
  /** What was written so far, as a copy. */
  finish(): Uint8Array;
  /** The same, but not copied: not to be kept over the next write. */
  written(): Uint8Array;
}

export function createByteWriter(expectedBytes = 1024): ByteWriter {
  let buffer = new Uint8Array(expectedBytes);
  let length = 0;
  const reserve = (more: number): void => {
    if (length + more <= buffer.length) return;
    const wider = new Uint8Array(Math.max(buffer.length * 2, length + more));
    wider.set(buffer.subarray(0, length));
    buffer = wider;
  };
  const writer: ByteWriter = {
    byte(value) {
      reserve(1);
      buffer[length] = value;
      length += 1;
    },
    varint(value) {
      reserve(5);
      let rest = value;
      while (rest > 127) {
        buffer[length] = (rest & 127) | 128;
        length += 1;
        rest >>>= 7;
      }
      buffer[length] = rest;
      length += 1;
    },
    text(value) {
      const bytes = encoder.encode(value);
      writer.varint(bytes.length);
      writer.append(bytes);
    },
    append(bytes) {
      reserve(bytes.length);
      buffer.set(bytes, length);
      length += bytes.length;
    },
    length: () => length,
    finish: () => buffer.slice(0, length),
    written: () => buffer.subarray(0, length),
  };
  return writer;
}

export interface ByteReader {
  byte(): number;
  varint(): number;
  text(): string;
  /** The next `count` bytes, not copied. */
  bytes(count: number): Uint8Array;
  /** All that comes, not copied. */
  rest(): Uint8Array;
}

/** Reads what a `ByteWriter` wrote. Behind the end it reads zeros: a cut file gives no hits instead of an exception. */
export function createByteReader(source: Uint8Array): ByteReader {
  let at = 0;
  const reader: ByteReader = {
    byte() {
      const value = source[at] ?? 0;
      at += 1;
      return value;
    },
    varint() {
      let value = 0;
      for (let shift = 0; shift < 35; shift += 7) {
        const part = source[at] ?? 0;
        at += 1;
        value |= (part & 127) << shift;
        if (part < 128) break;
      }
      return value >>> 0;
    },
    text: () => decoder.decode(reader.bytes(reader.varint())),
    bytes(count) {
      const part = source.subarray(at, at + count);
      at += count;
      return part;
    },
    rest: () => reader.bytes(source.length - at),
  };
  return reader;
}

/** A letter beyond the first 65,536 is two code units; cut between them, neither half can be written. */
const isFirstHalf = (code: number): boolean => code >= 0xd800 && code < 0xdc00;

/** Sorted words, each as the length it shares with the one before and the rest. */
export function writeSortedWords(writer: ByteWriter, words: readonly string[]): void {
  writer.varint(words.length);
  let before = '';
  for (const word of words) {
    let shared = 0;
    while (shared < before.length && shared < word.length && before[shared] === word[shared]) shared += 1;
    if (isFirstHalf(word.charCodeAt(shared - 1))) shared -= 1;
    writer.varint(shared);
    writer.text(word.slice(shared));
    before = word;
  }
}

export function readSortedWords(reader: ByteReader): string[] {
  const words: string[] = [];
  let before = '';
  for (let left = reader.varint(); left > 0; left -= 1) {
    before = before.slice(0, reader.varint()) + reader.text();
    words.push(before);
  }
  return words;
}

/**
 * A name for these bytes: in the way of FNV-1a, four bytes at a time over two lanes, sixteen hex digits. Two builds of one site
 * do not share it by accident; it is no guard against somebody who tries.
 */
export function fingerprint(parts: readonly Uint8Array[]): string {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  const add = (value: number): void => {
    low = Math.imul(low ^ value, 0x01000193);
    low ^= low >>> 15;
    high = Math.imul(high ^ value, 0x85ebca6b);
    high ^= high >>> 13;
  };
  for (const part of parts) {
    const view = new DataView(part.buffer, part.byteOffset, part.length);
    const whole = part.length & ~3;
    for (let at = 0; at < whole; at += 4) add(view.getInt32(at, true));
    for (let at = whole; at < part.length; at += 1) add(view.getUint8(at));
    add(part.length);
  }
  return [low, high].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}
