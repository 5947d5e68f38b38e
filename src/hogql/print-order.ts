import { quoteName, uuidOrder, withoutNan, type Sql, type Traits } from './sql.ts';
import type { Node, OrderNode } from './syntax.ts';

/** Prints an expression in the scope of the query that holds it. */
export type Print = (node: Node) => Sql;

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
