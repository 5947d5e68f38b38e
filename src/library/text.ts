import type { Found } from './finding.ts';

/** Why bytes are no text. */
export interface TextFault extends Pick<Found, 'line' | 'message' | 'hint'> {
  rule: 'not-utf-8' | 'not-text';
}

/**
 * The one way from the bytes of a content file to its text: UTF-8, without a byte order mark, and no null bytes.
 */
export function decodeText(bytes: Uint8Array): { text: string } | { fault: TextFault } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return {
      fault: {
        rule: 'not-utf-8',
        line: firstBadLine(bytes),
        message: 'The file is not written in UTF-8, so letters such as é or ü would come out wrong.',
        hint: 'Save it again with the encoding UTF-8.',
      },
    };
  }
  const nullAt = text.indexOf('\0');
  if (nullAt === -1) return { text };
  return {
    fault: {
      rule: 'not-text',
      line: text.slice(0, nullAt).split('\n').length,
      message: 'The file holds null bytes, which no text has.',
      hint: 'Save it again as plain text with the encoding UTF-8.',
    },
  };
}

function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  let from = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(from, at));
    } catch {
      return line;
    }
    line++;
    from = at + 1;
  }
  return 1;
}
