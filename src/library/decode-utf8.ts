import type { Found } from './finding.ts';
import { UserError } from './user-error.ts';

/** Why bytes are no text. */
export interface TextFault extends Pick<Found, 'line' | 'message' | 'hint'> {
  rule: 'not-utf-8' | 'not-text';
}

/**
 * The one way from the bytes of a content file to its text: UTF-8, a byte order mark taken off, and no null bytes. Never
 * throws. What other encodings say is read by import alone (`import/decode-any-encoding.ts`).
 */
export function decodeUtf8(bytes: Uint8Array): { text: string } | { fault: TextFault } {
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

const MARK = '\u{FEFF}';
const hasMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/**
 * The text of a file that is written again, with the byte order mark that it has. Throws a UserError where it is no text:
 * written again, its letters would be lost.
 */
export function decodeToChange(path: string, bytes: Uint8Array): string {
  const read = decodeUtf8(bytes);
  if ('text' in read) return hasMark(bytes) ? MARK + read.text : read.text;
  const { line, message, hint = '' } = read.fault;
  throw new UserError(`${path}:${String(line)} ${message}`, `${hint} Nothing was changed.`);
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
