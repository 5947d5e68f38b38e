import { foldCase } from './fold.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { careKeys } from './kinds/fields.ts';
import type { Section } from './markdown/sections.ts';

/** A file that an asset offers, as it is. */
export interface OfferedFile {
  /** Path below the folder of files. */
  file: string;
  /** The name that its bytes have in git: the same for the same bytes, in a commit or on a disk. */
  name: string;
}

/**
 * The revision of an asset by its meaning: the first twelve hex digits of the SHA-256 of its words, such as
 * `9f86d081884c`. A new review date, a changed owner, other white space or other Markdown signs leave it as it is; a
 * changed word, claim, step or heading makes a new one.
 */
export function revisionOf(data: Record<string, unknown>, sections: readonly Section[]): string {
  const words: string[] = [];
  collect(data, words);
  for (const section of sections) words.push(section.heading, section.text);
  return bytesToHex(sha256(utf8ToBytes(words.map(foldCase).join('\n')))).slice(0, 12);
}

/**
 * The same with the files that it offers: another file is another revision, since a deck says what its page does not. Where none
 * was looked at, it is that of the words.
 */
export function revisionWithFiles(ofWords: string, files: readonly OfferedFile[]): string {
  if (files.length === 0) return ofWords;
  const names = files.map(({ file, name }) => `${file} ${name}`);
  return bytesToHex(sha256(utf8ToBytes([ofWords, ...names].join('\n')))).slice(0, 12);
}

function collect(value: unknown, words: string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, words);
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value).sort()) {
      if (!careKeys.has(key)) {
        words.push(key);
        collect((value as Record<string, unknown>)[key], words);
      }
    }
  } else if (value !== undefined && value !== null) words.push(String(value));
}
