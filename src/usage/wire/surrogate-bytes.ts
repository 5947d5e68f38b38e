const isTail = (byte: number | undefined): byte is number => byte !== undefined && byte >> 6 === 0b10;

/** The half of a pair that three bytes at a place stand for; undefined where they are something else. */
function halfAt(bytes: Uint8Array, at: number): number | undefined {
  const [lead, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (lead !== 0xed || !isTail(second) || !isTail(third) || second < 0xa0) return undefined;
  return 0xd000 | ((second & 0x3f) << 6) | (third & 0x3f);
}

/**
 * UTF-8 in which each half of a surrogate pair was written by itself (CESU-8), brought into order: posthog-js wrote
 * base64 like that until 2024, so that an emoji came as six bytes that no decoder takes. Other bytes stay as they are.
 */
export function joinSurrogateBytes(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(0xed)) return bytes;
  const joined = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const high = halfAt(bytes, at);
    const low = high === undefined || high >= 0xdc00 ? undefined : halfAt(bytes, at + 3);
    if (high === undefined || low === undefined || low < 0xdc00) {
      joined[length] = bytes[at] ?? 0;
      length += 1;
      continue;
    }
    const point = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    const four = [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f)];
    joined.set([...four, 0x80 | (point & 0x3f)], length);
    length += 4;
    at += 5;
  }
  return joined.subarray(0, length);
}
