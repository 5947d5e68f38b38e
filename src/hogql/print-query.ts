import { checkClauses, checkJoin } from './dialect.ts';
import { queryError } from './hogql-error.ts';
import { printExpression, printFilter } from './print-expression.ts';
import { printOrder } from './print-window.ts';
import type { Printer } from './printer.ts';
import {
  printSource,
  readField,
  type OutputColumn,
  type PrintedQuery,
  type Scope,
  type Source,
} from './scope.ts';
import { asShown, quoteName, traitsOf, type Sql, type Traits } from './sql.ts';
import type { CteNode, JoinNode, Node, QueryNode, SelectNode, SelectSetNode } from './syntax.ts';
import { isTable, starColumns, unknownTable } from './tables.ts';

/** PostHog's own bound on rows of one answer. */
const MAX_ROWS = 50_000;

const SET_OPERATORS = new Set(['UNION ALL', 'UNION DISTINCT']);
const NO_ALIASES: ReadonlyMap<string, Node> = new Map();

function openSource(
  printer: Printer,
  join: JoinNode,
  ctes: ReadonlyMap<string, Node>,
  number: number,
): Source {
  checkJoin(join);
  const { table } = join;
  if (table.node === 'SelectQuery' || table.node === 'SelectSetQuery')
    return {
      kind: 'query',
      query: printer.printQuery(table, ctes),
      alias: join.alias ?? `query_${String(number)}`,
    };
  const [name] = table.node === 'Field' && table.chain.length === 1 ? table.chain : [];
  if (typeof name !== 'string')
    throw unknownTable(table.node === 'Field' ? table.chain.join('.') : table.node);
  const cte = ctes.get(name);
  if (cte !== undefined) {
    if (cte.node !== 'SelectQuery' && cte.node !== 'SelectSetQuery') throw unknownTable(name);
    return {
      kind: 'query',
      query: printer.printQuery(cte, ctesBefore(ctes, name)),
      alias: join.alias ?? name,
    };
  }
  if (!isTable(name)) throw unknownTable(name);
  return { kind: 'table', table: name, alias: join.alias ?? name, use: 'none' };
}

/** What a named query can see: the ones named before it, so that none can mean itself. */
function ctesBefore(ctes: ReadonlyMap<string, Node>, name: string): Map<string, Node> {
  const names = [...ctes.keys()];
  return new Map([...ctes].slice(0, names.indexOf(name)));
}

function splitCtes(nodes: readonly CteNode[], outer: ReadonlyMap<string, Node>) {
  const ctes = new Map(outer);
  const aliases = new Map<string, Node>();
  for (const { name, expr, cte_type: type, columns } of nodes) {
    if ((columns ?? null) !== null)
      throw queryError('Names for columns of a WITH query are not in the dialect.');
    if (type === 'column') aliases.set(name, expr);
    else {
      ctes.delete(name);
      ctes.set(name, expr);
    }
  }
  return { ctes, aliases };
}

/** Joins in the order they are written. Outer joins are refused: PostHog fills them with '' and 0, not NULL. */
function readJoins(printer: Printer, first: JoinNode | null, ctes: ReadonlyMap<string, Node>) {
  const sources: Source[] = [];
  const conditions: (Node | undefined)[] = [];
  for (let join = first; join !== null; join = join.next_join) {
    const type = join.join_type ?? 'CROSS JOIN';
    const isFirst = sources.length === 0;
    if (!isFirst && !['JOIN', 'INNER JOIN', 'CROSS JOIN'].includes(type))
      throw queryError(
        `${type} is not in the dialect, since PostHog fills missing rows with '' and 0. Use INNER JOIN.`,
      );
    const source = openSource(printer, join, ctes, sources.length);
    if (sources.some(({ alias }) => alias === source.alias))
      throw queryError(`Two tables are called ${source.alias}. Give one of them another name with AS.`);
    if (join.constraint !== null && join.constraint !== undefined && join.constraint.constraint_type !== 'ON')
      throw queryError('Write joins with ON.');
    if (!isFirst && type !== 'CROSS JOIN' && (join.constraint ?? null) === null)
      throw queryError('A JOIN needs ON and a condition.');
    sources.push(source);
    conditions.push(join.constraint?.expr);
  }
  return { sources, conditions };
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

function checkAlias(scope: Scope, alias: string, expr: Node): void {
  if (expr.node === 'Field' && expr.chain.at(-1) === alias) return;
  if (readField(scope, [alias]) !== undefined)
    throw queryError(
      `The name ${alias} hides a column of the same name, which engines understand differently. Choose another.`,
    );
}

/** A row count from a constant or a bound number. */
function rowCount(printer: Printer, node: Node): number {
  let count: unknown;
  if (node.node === 'Constant') count = node.value;
  if (node.node === 'Placeholder' && node.expr.node === 'Field')
    count = printer.options.values[String(node.expr.chain[0])];
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0)
    throw queryError('LIMIT takes a whole number.');
  return Math.min(count, MAX_ROWS);
}

function printSelect(printer: Printer, query: SelectNode, outer: ReadonlyMap<string, Node>): PrintedQuery {
  checkClauses(query);
  const { ctes, aliases } = splitCtes(query.ctes ?? [], outer);
  const { sources, conditions } = readJoins(printer, query.select_from, ctes);
  const scope: Scope = { sources, aliases, open: new Set(), ctes, declared: printer.options.declared };
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
    const value: Sql = asShown(printExpression(printer, scope, expr));
    if (item.node === 'Alias') scope.open.delete(item.alias);
    const traits = traitsOf(value);
    names.set(name, traits);
    columns.push({ name, ...traits });
    return `${value.sql} AS ${quoteName(name)}`;
  });
  const where = query.where === null ? '' : `WHERE ${printFilter(printer, scope, query.where)}`;
  const groups = (query.group_by ?? []).map((node) => printExpression(printer, scope, node).sql);
  const having = query.having === null ? '' : `HAVING ${printFilter(printer, scope, query.having)}`;
  const print = (node: Node) => printExpression(printer, scope, node);
  const order = printOrder(print, query.order_by ?? [], names);
  const limit =
    (query.limit ?? null) === null ? '' : `LIMIT ${String(rowCount(printer, query.limit as Node))}`;
  const on = conditions.map((node) =>
    node === undefined ? 'true' : printJoinCondition(printer, scope, node),
  );
  const from = sources.map((source, index) =>
    index === 0 ? `FROM ${printSource(source)}` : `JOIN ${printSource(source)} ON ${on[index] ?? 'true'}`,
  );
  const sql = [
    `SELECT ${query.distinct === true ? 'DISTINCT ' : ''}${printed.join(', ')}`,
    ...from,
    where,
    groups.length === 0 ? '' : `GROUP BY ${groups.join(', ')}`,
    having,
    printLimitBy(printer, query, print),
    order,
    limit,
  ];
  return { sql: sql.filter((part) => part !== '').join(' '), columns };
}

/** `LIMIT n BY …`: the first rows of each group in the order of the query. */
function printLimitBy(printer: Printer, query: SelectNode, print: (node: Node) => Sql): string {
  const { limit_by: by } = query;
  if (by === null || by === undefined) return '';
  if ((by.offset_value ?? null) !== null) throw queryError('LIMIT BY takes no OFFSET.');
  if (query.distinct === true) throw queryError('LIMIT BY cannot stand beside DISTINCT.');
  const groups = by.exprs.map((node) => print(node).sql).join(', ');
  const order = printOrder(print, query.order_by ?? []);
  return `QUALIFY row_number() OVER (PARTITION BY ${groups} ${order}) <= ${String(rowCount(printer, by.n))}`;
}

/** A join's condition is the engine's plain equality: NULL meets nothing. */
function printJoinCondition(printer: Printer, scope: Scope, node: Node): string {
  if (node.node === 'And')
    return node.exprs.map((part) => printJoinCondition(printer, scope, part)).join(' AND ');
  if (node.node !== 'CompareOperation' || node.op !== '==')
    throw queryError('A JOIN condition is made of equalities.');
  const [left, right] = [
    printExpression(printer, scope, node.left),
    printExpression(printer, scope, node.right),
  ];
  return `${left.sql} = ${right.sql}`;
}

function printSet(printer: Printer, query: SelectSetNode, ctes: ReadonlyMap<string, Node>): PrintedQuery {
  const first = printer.printQuery(query.initial_select_query, ctes);
  let { sql, columns } = { sql: `(${first.sql})`, columns: first.columns };
  for (const { set_operator: operator, select_query: next } of query.subsequent_select_queries) {
    if (!SET_OPERATORS.has(operator)) throw queryError(`${operator} is not in the dialect. Use UNION ALL.`);
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
  return { sql, columns };
}

/** SQL of a query and the columns it gives. */
export function printQuery(
  printer: Printer,
  query: QueryNode,
  ctes: ReadonlyMap<string, Node> = NO_ALIASES,
): PrintedQuery {
  printer.spend();
  return query.node === 'SelectQuery' ? printSelect(printer, query, ctes) : printSet(printer, query, ctes);
}
