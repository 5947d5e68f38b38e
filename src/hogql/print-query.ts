import { printPlainComparison } from './comparisons.ts';
import { queryError } from './hogql-error.ts';
import { printExpression, printFilter } from './print-expression.ts';
import { unnest } from './print-call.ts';
import { printOrder } from './print-order.ts';
import type { Printer } from './printer.ts';
import { printRows, wholeNumber } from './rows.ts';
import { checkAlias, printSource, type OutputColumn, type PrintedQuery, type Scope } from './scope.ts';
import { readSources } from './sources.ts';
import { asShown, quoteName, traitsOf, type Sql, type Traits } from './sql.ts';
import type { CteNode, Node, QueryNode, SelectNode, SelectSetNode } from './syntax.ts';
import { starColumns } from './tables.ts';

const SET_OPERATORS = new Set(['UNION ALL', 'UNION DISTINCT']);
const NO_ALIASES: ReadonlyMap<string, Node> = new Map();

function splitCtes(nodes: readonly CteNode[], outer: ReadonlyMap<string, Node>) {
  const ctes = new Map(outer);
  const aliases = new Map<string, Node>();
  for (const { name, expr, cte_type: type } of nodes) {
    if (type === 'column') aliases.set(name, expr);
    else {
      ctes.delete(name);
      ctes.set(name, expr);
    }
  }
  return { ctes, aliases };
}

/** Columns of `*` and `table.*`, other items as they are. */
function expandStar(scope: Scope, items: readonly Node[]): Node[] {
  return items.flatMap((item) => {
    if (item.node !== 'Field' || item.chain.at(-1) !== '*') return [item];
    const wanted = item.chain.length === 2 ? item.chain[0] : undefined;
    return scope.sources
      .filter(({ alias }) => wanted === undefined || alias === wanted)
      .flatMap((source) => {
        const names =
          source.kind === 'table' ? starColumns[source.table] : source.query.columns.map(({ name }) => name);
        return names.map((name): Node => ({ node: 'Field', chain: [source.alias, name] }));
      });
  });
}

/** The name of a column that was given none: near to the text, as PostHog names it. */
function nameOf(node: Node): string {
  if (node.node === 'Alias') return node.alias;
  if (node.node === 'Field')
    return node.chain.includes('properties') ? node.chain.join('.') : String(node.chain.at(-1));
  if (node.node === 'Call') return `${node.name}(${node.args.map(nameOf).join(', ')})`;
  if (node.node === 'Constant')
    return typeof node.value === 'string' ? `'${node.value}'` : String(node.value);
  return node.node;
}

function printSelect(
  printer: Printer,
  query: SelectNode,
  outer: ReadonlyMap<string, Node>,
  mostRows: number,
): PrintedQuery {
  const { ctes, aliases } = splitCtes(query.ctes ?? [], outer);
  const joined = readSources(printer, query.select_from, ctes);
  const sources = joined.map(({ source }) => source);
  const scope: Scope = {
    sources,
    aliases,
    open: new Set(),
    ctes,
    windows: () => query.window_exprs,
    declared: printer.options.declared,
    zone: printer.options.zone,
    locals: new Map(),
    hidden: new Set(),
    unnested: [],
    used: { aggregates: 0, windows: 0, queries: 0 },
  };
  const listed = openArrayJoin(printer, scope, query);
  for (const item of query.select) {
    if (item.node !== 'Alias') continue;
    checkAlias(scope, item.alias, item.expr);
    if (item.expr.node !== 'Field' || item.expr.chain.at(-1) !== item.alias || item.expr.chain.length > 1)
      aliases.set(item.alias, item.expr);
  }

  const items = expandStar(scope, query.select);
  const names = new Map<string, Traits>();
  const columns: OutputColumn[] = [];
  const printed = items.map((item) => {
    const name = nameOf(item);
    const expr = item.node === 'Alias' ? item.expr : item;
    if (item.node === 'Alias') scope.open.add(item.alias);
    const before = scope.used.queries;
    const value: Sql = asShown(printExpression(printer, scope, expr));
    if (item.node === 'Alias') scope.open.delete(item.alias);
    const traits = traitsOf(value);
    // DuckDB orders by no name of what holds a query.
    if (scope.used.queries === before) names.set(name, traits);
    columns.push({ name, ...traits });
    return `${value.sql} AS ${quoteName(name)}`;
  });
  const where = query.where === null ? '' : `WHERE ${printFilter(printer, scope, query.where)}`;
  const groups = (query.group_by ?? []).map((node) => printExpression(printer, scope, node).sql);
  const having = query.having === null ? '' : `HAVING ${printFilter(printer, scope, query.having)}`;
  const print = (node: Node) => printExpression(printer, scope, node);
  const order = printOrder(print, query.order_by ?? [], names);
  const limitBy = printLimitBy(printer, query, print);
  const on = joined.map(({ on: node }) =>
    node === undefined ? 'true' : printJoinCondition(printer, scope, node),
  );
  const from = sources.map((source, index) => {
    if (index === 0) return `FROM ${printSource(source)}`;
    return `${source.outer ? 'LEFT ' : ''}JOIN ${printSource(source)} ON ${on[index] ?? 'true'}`;
  });
  if (scope.unnested.length > listed && scope.used.windows > 0)
    throw queryError('arrayJoin beside OVER is not in the dialect. Put arrayJoin into a query in FROM.');
  scope.unnested.forEach((list, index) => {
    const rows = `(SELECT unnest(${list}) AS item) AS ${quoteName(`list ${String(index)}`)}`;
    from.push(from.length === 0 ? `FROM ${rows}` : `CROSS JOIN LATERAL ${rows}`);
  });
  const sql = [
    `SELECT ${query.distinct === true ? 'DISTINCT ' : ''}${printed.join(', ')}`,
    ...from,
    where,
    groups.length === 0 ? '' : `GROUP BY ${groups.join(', ')}`,
    having,
    limitBy,
    order,
    printRows(printer, query, mostRows),
  ];
  return { sql: sql.filter((part) => part !== '').join(' '), columns };
}

/** `ARRAY JOIN list AS item`: a row for each item. Gives how many lists there are. */
function openArrayJoin(printer: Printer, scope: Scope, query: SelectNode): number {
  const op = query.array_join_op ?? null;
  if (op === null) return 0;
  const [item, ...more] = query.array_join_list ?? [];
  if (op !== 'ARRAY JOIN' && op !== 'INNER ARRAY JOIN')
    throw queryError(`${op} is not in the dialect. Use ARRAY JOIN.`);
  if (item?.node !== 'Alias' || more.length > 0)
    throw queryError('ARRAY JOIN takes one list and a name, as in ARRAY JOIN splitByChar(…) AS item.');
  checkAlias(scope, item.alias, item.expr);
  const list = printExpression(printer, scope, item.expr);
  if (list.type !== 'array') throw queryError('ARRAY JOIN takes a list, such as splitByChar(…).');
  scope.locals = new Map([[item.alias, unnest(scope, list)]]);
  return 1;
}

/** `LIMIT n BY …`: the first rows of each group in the order of the query. */
function printLimitBy(printer: Printer, query: SelectNode, print: (node: Node) => Sql): string {
  const { limit_by: by } = query;
  if (by === null || by === undefined) return '';
  if (query.distinct === true) throw queryError('LIMIT BY cannot stand beside DISTINCT.');
  const groups = by.exprs.map((node) => print(node).sql).join(', ');
  const order = printOrder(print, query.order_by ?? []);
  const place = `row_number() OVER (PARTITION BY ${groups} ${order})`;
  const count = wholeNumber(printer, by.n, 'LIMIT BY');
  const offset = by.offset_value ?? null;
  if (offset === null) return `QUALIFY ${place} <= ${String(count)}`;
  const skipped = wholeNumber(printer, offset, 'OFFSET');
  return `QUALIFY ${place} BETWEEN ${String(skipped + 1)} AND ${String(skipped + count)}`;
}

const JOIN_OPERATORS: Readonly<Record<string, string>> = {
  '==': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** A join's condition is the engine's plain comparison: NULL meets nothing. */
function printJoinCondition(printer: Printer, scope: Scope, node: Node): string {
  if (node.node === 'And')
    return node.exprs.map((part) => printJoinCondition(printer, scope, part)).join(' AND ');
  const operator =
    node.node === 'CompareOperation' && Object.hasOwn(JOIN_OPERATORS, node.op)
      ? JOIN_OPERATORS[node.op]
      : undefined;
  if (node.node !== 'CompareOperation' || operator === undefined)
    throw queryError('A JOIN condition is made of comparisons with AND between them.');
  const [left, right] = [
    printExpression(printer, scope, node.left),
    printExpression(printer, scope, node.right),
  ];
  return printPlainComparison(operator, left, right);
}

function printSet(
  printer: Printer,
  query: SelectSetNode,
  ctes: ReadonlyMap<string, Node>,
  mostRows: number,
): PrintedQuery {
  const first = printer.printQuery(query.initial_select_query, ctes);
  let { sql, columns } = { sql: `(${first.sql})`, columns: first.columns };
  for (const { set_operator: operator, select_query: next } of query.subsequent_select_queries) {
    if (!SET_OPERATORS.has(operator))
      throw queryError(`${operator} is not in the dialect. Use UNION ALL, or IN (SELECT …) in WHERE.`);
    const other = printer.printQuery(next, ctes);
    if (other.columns.length !== columns.length)
      throw queryError('The parts of a UNION have as many columns as each other.');
    sql += ` ${operator === 'UNION ALL' ? 'UNION ALL' : 'UNION'} (${other.sql})`;
    columns = columns.map((column, index) => ({
      name: column.name,
      type: other.columns[index]?.type === column.type ? column.type : 'unknown',
      nullable: column.nullable || other.columns[index]?.nullable !== false,
      mayBeNan: column.mayBeNan === true || other.columns[index]?.mayBeNan === true,
      wholeSeconds: column.wholeSeconds === true && other.columns[index]?.wholeSeconds === true,
      counted: column.counted === true && other.columns[index]?.counted === true,
      item: column.item,
    }));
  }
  const rows = printRows(printer, query, mostRows);
  return { sql: rows === '' ? sql : `${sql} ${rows}`, columns };
}

/** SQL of a query and the columns it gives. `mostRows` is what its LIMIT may come to. */
export function printQuery(
  printer: Printer,
  query: QueryNode,
  ctes: ReadonlyMap<string, Node> = NO_ALIASES,
  mostRows = Number.MAX_SAFE_INTEGER,
): PrintedQuery {
  printer.spend();
  return query.node === 'SelectQuery'
    ? printSelect(printer, query, ctes, mostRows)
    : printSet(printer, query, ctes, mostRows);
}
