import { resolve } from 'node:path';
import { fillStore } from './fill-store.ts';
import { benchIngest } from './ingest.ts';
import { benchKills } from './kills.ts';
import { benchScale, scaleParts } from './scale.ts';

const SIZES = [1_000_000, 10_000_000];
const KILLS = 100;

function isCount(word: string | undefined): word is string {
  return word !== undefined && /^[1-9]\d*$/.test(word);
}

/**
 * What is to be run for the words of the command line: numbers of events; `ingest`; `kills` and how many; `fill`, a folder
 * and a number of events; `ask`, `page`, `serve` or `rebuild` and a folder that was filled. Everything without a word; undefined
 * when the words name nothing.
 */
export function parseUsageBench(words: readonly string[]): (() => Promise<void>) | undefined {
  const [first, second, third] = words;
  if (first === undefined)
    return async () => {
      await benchIngest();
      for (const size of SIZES) await benchScale(size);
      await benchKills(KILLS);
    };
  if (words.every((word) => isCount(word)))
    return async () => {
      for (const size of words) await benchScale(Number(size));
    };
  if (first === 'ingest' && words.length === 1) return benchIngest;
  if (first === 'kills' && words.length === 1) return () => benchKills(KILLS);
  if (first === 'kills' && words.length === 2 && isCount(second)) return () => benchKills(Number(second));
  if (second === undefined) return undefined;
  if (first === 'fill' && words.length === 3 && isCount(third))
    return () => fillStore(resolve(second), Number(third));
  const part = Object.entries(scaleParts).find(([name]) => name === first)?.[1];
  return part !== undefined && words.length === 2 ? () => part(resolve(second)) : undefined;
}
