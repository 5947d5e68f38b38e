import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CodeCache } from '../adapters/code-cache.ts';
import type { ParseHogql } from '../hogql/parse.ts';
import type { QueryNode } from '../hogql/syntax.ts';
import { questions } from '../usage/questions/questions.ts';
import { viewsPerDayHogql } from '../usage/snapshot/missed-views.ts';
import { eventCountsHogql } from '../usage/snapshot/snapshot.ts';

/** Every text that a snapshot asks for, but for further pages of very long answers. */
const SHIPPED: readonly string[] = [
  eventCountsHogql,
  viewsPerDayHogql,
  ...questions.map(({ hogql }) => hogql),
];

const isShipped = new Set(SHIPPED);

/**
 * A parser that takes the trees of shipped questions from where an earlier command left them: all of them together keep
 * PostHog's parser busy for two seconds, and they change with the code alone. What people ask is parsed each time.
 */
export function keepTrees(parse: ParseHogql, cache: CodeCache): ParseHogql {
  const sources = [parserVersion(), ...SHIPPED];
  const parsed = new Map<string, QueryNode>();
  let kept: Promise<Map<string, QueryNode>> | undefined;
  const read = async (): Promise<Map<string, QueryNode>> => {
    const found = await cache.read('trees', sources);
    return new Map(found === undefined ? [] : Object.entries<QueryNode>(JSON.parse(found.toString())));
  };
  return async (text) => {
    if (!isShipped.has(text)) return parse(text);
    kept ??= read();
    const known = (await kept).get(text);
    if (known !== undefined) return known;
    const tree = await parse(text);
    parsed.set(text, tree);
    if (parsed.size === isShipped.size) {
      await cache.write('trees', sources, JSON.stringify(Object.fromEntries(parsed)));
    }
    return tree;
  };
}

function parserVersion(): string {
  // The package opens no more than its entry, `dist/index.cjs`.
  const entry = createRequire(import.meta.url).resolve('@posthog/hogql-parser');
  return readFileSync(join(dirname(dirname(entry)), 'package.json'), 'utf8');
}
