import createParser from '@posthog/hogql-parser';
import { HogqlError, queryError } from './hogql-error.ts';
import type { QueryNode } from './syntax.ts';
import { checkWords } from './words.ts';

/** Longest text that is parsed, in UTF-16 units. */
const MAX_TEXT_LENGTH = 20_000;
/** Deepest nesting of brackets that is parsed. The parser backtracks: cost grows steeply with depth. */
const MAX_NESTING = 24;
/** Texts whose parse tree is kept: every shipped question many times over. */
const REMEMBERED_TEXTS = 200;

type Parser = Awaited<ReturnType<typeof createParser>>;

/** Text → parse tree, which is shared between calls and must not be changed. Rejects with a HogqlError. */
export type ParseHogql = (text: string) => Promise<QueryNode>;

/** Brackets, quoted runs and comments: all that matters for the depth of a text. */
const STRUCTURE =
  /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|--[^\n]*|\/\*[\s\S]*?\*\/|[([{]|[)\]}]|\bcase\b|\bend\b|\bnot\b/gi;

function checkSize(text: string): void {
  if (text.length > MAX_TEXT_LENGTH)
    throw queryError(
      `The query is ${String(text.length)} characters long; at most ${String(MAX_TEXT_LENGTH)} are read.`,
    );
  let depth = 0;
  let negations = 0;
  for (const [piece] of text.matchAll(STRUCTURE)) {
    if (/^[([{]$|^case$/i.test(piece)) depth += 1;
    else if (/^[)\]}]$|^end$/i.test(piece)) depth -= 1;
    else if (/^not$/i.test(piece)) negations += 1;
    if (depth > MAX_NESTING || negations > 4 * MAX_NESTING)
      throw queryError(`The query is nested more than ${String(MAX_NESTING)} levels deep.`);
  }
}

function isQuery(tree: unknown): tree is QueryNode {
  const node = (tree as { node?: unknown } | null)?.node;
  return node === 'SelectQuery' || node === 'SelectSetQuery';
}

/** Long whole numbers as text, as the parser itself gives the longest: JSON.parse would round them. */
const keepDigits = (tree: string): string =>
  tree.replace(/"value":(-?\d{16,})(?=[,}])/g, '"value":"$1","value_type":"number"');

/** PostHog's own parser (WebAssembly, about 60 ms to start). One text takes 3–80 ms, a hostile one many seconds. */
export function openHogqlParser(): ParseHogql {
  let parser: Promise<Parser> | undefined;
  return async (text) => {
    checkSize(text);
    parser ??= createParser();
    const { parseSelect } = await parser;
    let tree: unknown;
    try {
      tree = JSON.parse(keepDigits(parseSelect(text, true)));
    } catch {
      // A trap inside WebAssembly leaves its memory in an unknown state: the next text gets a new instance.
      parser = undefined;
      throw queryError('The query is too complicated to be read.');
    }
    if (isQuery(tree)) return tree;
    const message = (tree as { message?: unknown } | null)?.message;
    throw new HogqlError(
      'hogql_syntax_error',
      typeof message === 'string' ? message : 'The query is not HogQL.',
    );
  };
}

/** The same parser with a memory for trees, the ones asked for last. Texts of which the tree forgets a word are refused. */
export function rememberTrees(parse: ParseHogql): ParseHogql {
  const trees = new Map<string, QueryNode>();
  const parseChecked = async (text: string): Promise<QueryNode> => {
    const tree = await parse(text);
    checkWords(text, tree);
    return tree;
  };
  return async (text) => {
    const tree = trees.get(text) ?? (await parseChecked(text));
    trees.delete(text);
    trees.set(text, tree);
    const oldest = trees.keys().next();
    if (trees.size > REMEMBERED_TEXTS && oldest.done !== true) trees.delete(oldest.value);
    return tree;
  };
}
