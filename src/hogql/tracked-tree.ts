import { queryError } from './hogql-error.ts';

/** A parse tree that remembers which of its fields were read. */
export interface TrackedTree<T> {
  tree: T;
  /** Refuses the first field that says something and was never read. Called when everything is printed. */
  refuseUnread: () => void;
}

/** What to write in place of a field that nothing reads; the others are named as the parser names them. */
const INSTEAD: Readonly<Record<string, string>> = {
  limit_percent: 'LIMIT in percent is not in the dialect. Write a number of rows.',
  limit_with_ties:
    'LIMIT WITH TIES is not in the dialect. Take rank() OVER (ORDER BY …) in a query around this one.',
  prewhere: 'PREWHERE is not in the dialect. Use WHERE.',
  qualify: 'QUALIFY is not in the dialect. Use WHERE in a query around this one.',
  group_by_mode:
    'ROLLUP, CUBE, GROUPING SETS and GROUP BY ALL are not in the dialect. Name the columns, and unite several queries with UNION ALL.',
  interpolate: 'INTERPOLATE is not in the dialect.',
  with_fill:
    'WITH FILL is not in the dialect. Make the missing rows with arrayJoin(range(…)) and LEFT JOIN what was counted.',
  sample: 'SAMPLE is not in the dialect. Leave it out: every row is counted.',
  table_final: 'FINAL is not in the dialect. Leave it out: every event is stored once.',
  table_args: 'Functions in FROM are not supported. Use arrayJoin(range(…)) for a row of numbers.',
  column_aliases:
    'Names for columns behind a table are not in the dialect. Write AS behind each column of the query.',
  columns: 'Names for columns of a WITH query are not in the dialect. Write AS behind each of its columns.',
  recursive: 'WITH RECURSIVE is not in the dialect.',
  within_group: 'WITHIN GROUP is not in the dialect. Write quantile(0.9)(x).',
  nullish: '"?." is not in the dialect. Write ".": a property that is not there is NULL.',
  distinct: 'DISTINCT stands in count(DISTINCT x), sum(DISTINCT x) and avg(DISTINCT x) alone.',
  order_by: 'ORDER BY is not in the dialect here. Write arraySort(groupArray(x)) for a list in order.',
  params:
    'Parameters stand before the arguments of quantile and windowFunnel alone. Write arraySlice(groupArray(x), 1, 5) for the first of a list.',
  select: 'A query that WITH names is never used. Take it out.',
  ctes: 'A WITH is not in the dialect here. Write it before the first SELECT.',
};

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** What the parser writes where a text says nothing. */
function saysNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)
  );
}

function refusal(owner: Fields, field: string): Error {
  const kind = typeof owner['node'] === 'string' ? owner['node'] : 'the text';
  const { name } = owner;
  const of = typeof name === 'string' ? `${kind} ${name}` : kind;
  const said = INSTEAD[field] ?? `"${field}" is not in the dialect here.`;
  return queryError(`${said} (${field} of ${of})`);
}

/**
 * Wraps a parse tree so that everything in it is honoured or refused: whoever prints gets each field through this,
 * and what says something and was not asked for is a refusal. So a field that the parser learns, or that one branch of
 * the printer forgets, cannot be dropped. A list of known fields would not see the branch; a check in each place that
 * prints would be one more thing to forget.
 */
export function trackTree<T extends object>(root: T): TrackedTree<T> {
  const read = new Map<object, Set<string>>();
  const wrapped = new WeakMap<object, object>();
  const wrap = (value: unknown): unknown => {
    if (!isFields(value)) return value;
    const known = wrapped.get(value);
    if (known !== undefined) return known;
    const names = new Set<string>();
    read.set(value, names);
    const proxy = new Proxy(value, {
      get(target, key) {
        if (typeof key !== 'string') return Reflect.get(target, key) as unknown;
        names.add(key);
        return wrap(Reflect.get(target, key));
      },
    });
    wrapped.set(value, proxy);
    return proxy;
  };
  const check = (value: Fields) => {
    for (const [field, inner] of Object.entries(value)) {
      if (saysNothing(inner) || field === 'node') continue;
      if (!Array.isArray(value) && read.get(value)?.has(field) !== true) throw refusal(value, field);
      if (isFields(inner)) check(inner);
    }
  };
  return { tree: wrap(root) as T, refuseUnread: () => check(root as Fields) };
}
