import { queryError } from './hogql-error.ts';
import type { QueryNode } from './syntax.ts';

/** Words of the grammar that shape the parse tree without standing in it. Every other word of a text stands in its tree. */
const SHAPING = new Set(
  `select from by asc ascending with ties as on using filter within unbounded fill to step and or not in like ilike
  between is null true false inf nan case when then else end cast try_cast interval second minute hour day week month
  quarter year trim leading trailing both`.split(/\s+/),
);

/** Words of clauses, with the fields of the tree that there are as many of. */
const CLAUSES: Readonly<Record<string, readonly string[]>> = {
  distinct: ['distinct'],
  final: ['table_final'],
  group: ['group_by', 'group_by_mode', 'within_group'],
  having: ['having'],
  interpolate: ['interpolate'],
  limit: ['limit', 'limit_by'],
  offset: ['offset', 'offset_value'],
  order: ['order_by', 'within_group'],
  over: ['over_expr', 'over_identifier'],
  partition: ['partition_by'],
  prewhere: ['prewhere'],
  qualify: ['qualify'],
  sample: ['sample'],
  where: ['where', 'filter_expr'],
  window: ['window_exprs'],
};

/** Texts, quoted names and comments, which are passed over; numbers; words. */
const TOKEN =
  /f?'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`\\]|\\.|``)*`|--[^\n]*|\/\*[\s\S]*?\*\/|\d[\w.]*|[A-Za-z_$][\w$]*/g;

/** NULL is last in any order, so these words say nothing new. */
const NULLS_LAST = /\bnulls\s+last\b/gi;

const INSTEAD: Readonly<Record<string, string>> = {
  totals: 'WITH TOTALS is not in the dialect. Unite the rows and their total with UNION ALL.',
  rollup: 'WITH ROLLUP is not in the dialect. Unite several queries with UNION ALL.',
  cube: 'WITH CUBE is not in the dialect. Unite several queries with UNION ALL.',
  nulls: 'NULLS FIRST is not in the dialect. Order by isNull(x) DESC before x.',
  collate: 'COLLATE is not in the dialect. Order by lower(x).',
  natural: 'NATURAL JOIN is not in the dialect. Write JOIN … ON.',
  distinct: 'DISTINCT cannot stand here.',
  order: 'ORDER BY around a UNION is not read by PostHog. Write SELECT * FROM (… UNION ALL …) ORDER BY ….',
};

function count(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}

const clausesOf = new Map<string, string[]>();
for (const [word, fields] of Object.entries(CLAUSES))
  for (const field of fields) clausesOf.set(field, [...(clausesOf.get(field) ?? []), word]);

/** How often each word stands in a tree: in its names, operators and kinds of join, and as the clauses that there are. */
function wordsOfTree(tree: unknown, counts = new Map<string, number>()): Map<string, number> {
  if (typeof tree === 'string')
    for (const [word] of tree.toLowerCase().matchAll(/[\w$]+/g)) count(counts, word);
  if (typeof tree !== 'object' || tree === null) return counts;
  const node = tree as Readonly<Record<string, unknown>>;
  // What stands between quotes is no word of the text, but behind a point `properties.a` is one.
  const isQuoted = node['node'] === 'Constant';
  for (const [field, value] of Object.entries(node)) {
    if (value === null || value === false || field === 'node' || (isQuoted && field === 'value')) continue;
    for (const word of clausesOf.get(field) ?? []) count(counts, word);
    // The names of windows are keys.
    if (field === 'window_exprs') wordsOfTree(Object.keys(value as object), counts);
    if (field === 'property') wordsOfTree((value as { value?: unknown }).value, counts);
    wordsOfTree(value, counts);
  }
  if (node['node'] === 'IsDistinctFrom') count(counts, 'distinct');
  return counts;
}

/**
 * Refuses a text with a word that left no trace in its parse tree: the parser reads `WITH TOTALS`, `NULLS FIRST`,
 * `COLLATE` and more, and says nothing of them.
 */
export function checkWords(text: string, tree: QueryNode): void {
  const known = wordsOfTree(tree);
  const seen = new Map<string, number>();
  for (const [token] of text.replaceAll(NULLS_LAST, ' ').matchAll(TOKEN)) {
    if (!/^[A-Za-z_$][\w$]*$/.test(token)) continue;
    const word = token.toLowerCase().replace(/^descending$/, 'desc');
    if (SHAPING.has(word)) continue;
    count(seen, word);
    if ((seen.get(word) ?? 0) > (known.get(word) ?? 0))
      throw queryError(INSTEAD[word] ?? `The word ${token} is not in the dialect here.`);
  }
}
