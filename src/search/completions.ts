/**
 * The likeliest words for a beginning so short that its words fill several shards (`c`, `co`): reading all of them for
 * a letter that is overtaken by the next one would cost more than the search itself.
 */
import { shardOf } from './manifest.ts';
import type { ShardWord } from './term-shard.ts';

/** More shards than this are not read for one beginning. */
export const mostShardsForPrefix = 2;
const wordsForPrefix = 8;
const longestPrefix = 5;

/** Shards that hold the words beginning with `prefix`: first and last. */
export function shardsOfPrefix(keys: readonly string[], prefix: string): [first: number, last: number] {
  return [shardOf(keys, prefix), shardOf(keys, `${prefix}\uffff`)];
}

export function needsCompletions(keys: readonly string[], prefix: string): boolean {
  const [first, last] = shardsOfPrefix(keys, prefix);
  return last - first >= mostShardsForPrefix;
}

/** JSON of beginning → its commonest words. `words` sorted. */
export function buildCompletions(words: readonly ShardWord[], keys: readonly string[]): Uint8Array {
  const completions: Record<string, string[]> = {};
  let at = 0;
  const starts: string[] = [];
  for (const { word } of words) {
    for (let length = 1; length <= Math.min(longestPrefix, word.length); length += 1) {
      const prefix = word.slice(0, length);
      if (starts[length - 1] === prefix) continue;
      starts[length - 1] = prefix;
      if (!needsCompletions(keys, prefix)) break;
      let end = at;
      while (end < words.length && (words[end]?.word ?? '').startsWith(prefix)) end += 1;
      completions[prefix] = words
        .slice(at, end)
        .filter((entry) => entry.term !== '')
        .sort((a, b) => b.documents - a.documents)
        .slice(0, wordsForPrefix)
        .map((entry) => entry.word);
    }
    at += 1;
  }
  return new TextEncoder().encode(JSON.stringify(completions));
}

export type Completions = Readonly<Record<string, readonly string[]>>;

export function parseCompletions(bytes: Uint8Array): Completions {
  return JSON.parse(new TextDecoder().decode(bytes)) as Completions;
}
