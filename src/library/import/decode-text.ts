/** What a file's bytes say as text, and what had to be done to read them so. */
export interface DecodedText {
  text: string;
  /** In a sentence; undefined for plain UTF-8. */
  trouble?: string;
}

/**
 * Reads text in the encodings that office programs save it in: UTF-8, UTF-16 with or without its mark, Windows-1252.
 * Null characters are left out and named. Answers why not when the bytes are no text at all.
 */
export function decodeText(bytes: Uint8Array): DecodedText | { why: string } {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    const text = new TextDecoder(wide).decode(bytes);
    return { text, trouble: 'It was written in UTF-16 and is UTF-8 now.' };
  }
  const nulls = bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  if (nulls > 0 && nulls > bytes.length / 50) {
    return { why: 'It holds so many null bytes that it cannot be text.' };
  }
  let text: string;
  let trouble: string | undefined;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
    trouble =
      'It was written in the encoding of Windows (1252) and is UTF-8 now; look whether its special letters came out right.';
  }
  if (nulls > 0) {
    text = text.replaceAll('\0', '');
    const left = `${String(nulls)} null ${nulls === 1 ? 'character was' : 'characters were'} left out of it.`;
    trouble = trouble === undefined ? left : `${trouble} ${left}`;
  }
  return trouble === undefined ? { text } : { text, trouble };
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
  const half = beginning.length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
  return even > half * 0.6 && odd < half * 0.1 ? 'utf-16be' : undefined;
}
