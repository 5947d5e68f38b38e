import { foldCase } from './fold.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { careKeys } from './kinds/fields.ts';
import type { Section } from './markdown/sections.ts';

/**
 * The revision of an asset by its meaning: the first twelve hex letters of the SHA-256 of its words.
 * A new review date, a changed owner, other white space or other Markdown signs leave it as it is;
 * a changed word, claim, step or heading makes a new one.
 */
export function revisionOf(data: Record<string, unknown>, sections: readonly Section[]): string {
  const words: string[] = [];
  collect(data, words);
  for (const section of sections) words.push(section.heading, section.text);
  return bytesToHex(sha256(utf8ToBytes(words.map(foldCase).join('\n')))).slice(0, 12);
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
