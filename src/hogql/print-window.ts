import { checkCount, isStar } from './arguments.ts';
import { queryError } from './hogql-error.ts';
import { asShown, quoteName, traitsOf, uuidOrder, withoutNan, type Sql, type Traits } from './sql.ts';
import type { Node, OrderNode, WindowFunctionNode } from './syntax.ts';

/** Prints an expression in the scope of the query that holds the window. */
export type Print = (node: Node) => Sql;

/** Aggregates that make sense over a window, and the functions that exist only there. */
const WINDOW_AGGREGATES = new Set(['count', 'sum', 'avg', 'min', 'max']);
const RANKS = new Set(['row_number', 'rank', 'dense_rank']);

/** A function over a window. Throws a HogqlError for frames and named windows. */
export function printWindowFunction(print: Print, fn: WindowFunctionNode): Sql {
  const window = fn.over_expr;
  if (window === null || window === undefined || (window.frame_method ?? null) !== null)
    throw queryError('A window is written as OVER (PARTITION BY … ORDER BY …), without a frame or a name.');
  if (!RANKS.has(fn.name) && !WINDOW_AGGREGATES.has(fn.name))
    throw queryError(`Unsupported window function '${fn.name}(...)'`);
  const args = (fn.exprs ?? []).filter((node) => !isStar(node)).map((node) => asShown(print(node)));
  checkCount(
    fn.name,
    args.length,
    RANKS.has(fn.name) ? { min: 0, max: 0 } : { min: fn.name === 'count' ? 0 : 1, max: 1 },
  );
  const partition = (window.partition_by ?? []).map((node) => print(node).sql);
  const over = [
    partition.length === 0 ? '' : `PARTITION BY ${partition.join(', ')}`,
    printOrder(print, window.order_by ?? []),
  ];
  const [argument] = args;
  const sql = `${fn.name}(${argument?.sql ?? (fn.name === 'count' ? '*' : '')}) OVER (${over.filter((part) => part !== '').join(' ')})`;
  if (argument !== undefined && (fn.name === 'min' || fn.name === 'max'))
    return { ...traitsOf(argument), sql };
  const nullable = argument?.nullable === true && fn.name !== 'count';
  const counted =
    fn.name === 'count' || RANKS.has(fn.name) || (fn.name === 'sum' && argument?.counted === true);
  return { sql, type: 'number', nullable, mayBeNan: argument?.mayBeNan, counted };
}

/** What the columns of a SELECT list are, by name. */
export type NamedColumns = ReadonlyMap<string, Traits>;

/** `ORDER BY …`, NaN and NULL last as in ClickHouse; '' for none. A named column is ordered by its name. */
export function printOrder(print: Print, order: readonly OrderNode[], names?: NamedColumns): string {
  if (order.length === 0) return '';
  const parts = order.map(({ expr, order: direction }) => {
    const [name] = expr.node === 'Field' && expr.chain.length === 1 ? expr.chain : [];
    const named = typeof name === 'string' ? names?.get(name) : undefined;
    const value: Sql = named === undefined ? print(expr) : { ...named, sql: quoteName(String(name)) };
    const way = `${direction === 'DESC' ? 'DESC' : 'ASC'} NULLS LAST`;
    if (value.type === 'uuid') return `${uuidOrder(value.sql)} ${way}`;
    return value.mayBeNan === true
      ? `${withoutNan(value)} ${way}, ${value.sql} NULLS LAST`
      : `${value.sql} ${way}`;
  });
  return `ORDER BY ${parts.join(', ')}`;
}
