import type { Digest } from './digest.ts';
import { renderDigestText } from './digest-text.ts';

/** From whom a mail is, and to whom: whole addresses, such as hub@example.com. */
export interface MailEnds {
  from: string;
  to: readonly string[];
}

/** What the base64 of an encoded word, `=?UTF-8?B?…?=`, holds: a line with one has 76 letters at most (RFC 2047, 2), its name too. */
const WORD_BYTES = 39;
const LINE = /.{1,76}/g;

/** A digest as a mail in a file (RFC 5322), which mail programs open and send on. The same digest gives the same bytes. */
export function renderDigestMail(digest: Digest, { from, to }: MailEnds): string {
  const { day, title, company } = digest;
  const lines = [
    `From: ${encodeWords(company)}\r\n <${from}>`,
    `To: ${to.length === 0 ? 'undisclosed-recipients:;' : to.map((each) => `<${each}>`).join(',\r\n ')}`,
    `Subject: ${encodeWords(title)}`,
    `Date: ${mailDate(day)}`,
    `Message-ID: <digest-${day}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    'X-Unsent: 1',
    '',
    ...(base64(new TextEncoder().encode(renderDigestText(digest).replaceAll('\n', '\r\n'))).match(LINE) ??
      []),
    '',
  ];
  return lines.join('\r\n');
}

/** Words of a header as encoded words, whatever letters are in them: so none can end the line or begin another. */
function encodeWords(words: string): string {
  const encoder = new TextEncoder();
  const parts: number[][] = [[]];
  for (const sign of words.toWellFormed()) {
    const bytes = encoder.encode(sign);
    const last = parts.at(-1) ?? [];
    // No letter is cut in two (RFC 2047, 5).
    if (last.length + bytes.length > WORD_BYTES) parts.push([...bytes]);
    else last.push(...bytes);
  }
  return parts.map((bytes) => `=?UTF-8?B?${base64(Uint8Array.from(bytes))}?=`).join('\r\n ');
}

const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** At the hour at which people begin to read. */
const mailDate = (day: string): string => new Date(`${day}T06:00:00Z`).toUTCString().replace('GMT', '+0000');
