/**
 * HogQL's tree → SQL of ClickHouse as PostHog's own printer writes it (posthog/hogql/printer): comparisons guarded by
 * ifNull, properties by JSONExtractRaw, casts that give NULL. It shares nothing with the hub's printer but the parser,
 * which is PostHog's, and knows no more SQL than the dialect.
 */
import type {
  CompareNode,
  JoinNode,
  Node,
  OrderNode,
  QueryNode,
  SelectNode,
  WindowFrameNode,
  WindowFunctionNode,
  WindowNode,
} from '../../src/hogql/syntax.ts';
import { callKind, castFunction, printCall } from './clickhouse-calls.ts';
import {
  name,
  placeholderValue,
  printTable,
  quote,
  readSourceField,
  tableColumns,
  type Kind,
  type OracleOptions,
  type OracleSource,
} from './clickhouse-fields.ts';

interface Scope {
  sources: OracleSource[];
  aliases: Map<string, Node>;
  ctes: ReadonlyMap<string, Node>;
  options: OracleOptions;
  /** Aliases whose own expression is being looked at. */
  open: Set<string>;
  /** Variables of the lambdas around what is printed. */
  locals: ReadonlySet<string>;
}

const OPERATORS: Readonly<Record<string, (left: string, right: string) => string>> = {
  '==': (l, r) => `equals(${l}, ${r})`,
  '!=': (l, r) => `notEquals(${l}, ${r})`,
  '>': (l, r) => `greater(${l}, ${r})`,
  '>=': (l, r) => `greaterOrEquals(${l}, ${r})`,
  '<': (l, r) => `less(${l}, ${r})`,
  '<=': (l, r) => `lessOrEquals(${l}, ${r})`,
  like: (l, r) => `like(${l}, ${r})`,
  'not like': (l, r) => `notLike(${l}, ${r})`,
  ilike: (l, r) => `ilike(${l}, ${r})`,
  'not ilike': (l, r) => `notILike(${l}, ${r})`,
  '=~': (l, r) => `match(${l}, ${r})`,
  '!~': (l, r) => `not(match(${l}, ${r}))`,
  '=~*': (l, r) => `match(${l}, concat('(?i)', ${r}))`,
  '!~*': (l, r) => `not(match(${l}, concat('(?i)', ${r})))`,
  in: (l, r) => `in(${l}, ${r})`,
  'not in': (l, r) => `notIn(${l}, ${r})`,
};
const FALSE_FOR_NULL = new Set(['>', '>=', '<', '<=']);
const TRUE_FOR_TWO_NULLS = new Set(['==', 'like', 'ilike', '=~', '=~*']);
const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'multiply',
  '/': 'divide',
  '%': 'modulo',
};

function constant(value: unknown): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return `tuple(${value.map(constant).join(', ')})`;
  return typeof value === 'string' ? quote(value) : String(value);
}

/** A placeholder is a constant by the time PostHog prints. */
function settle(node: Node, scope: Scope): Node {
  if (node.node !== 'Placeholder') return node;
  // Without filters PostHog puts `true` in their place.
  if (node.expr.node === 'Field' && node.expr.chain[0] === 'filters')
    return { node: 'Constant', value: true };
  const value = placeholderValue(node.expr, scope.options.values);
  if (!Array.isArray(value)) return { node: 'Constant', value: value as string };
  return { node: 'Tuple', exprs: value.map((item: string): Node => ({ node: 'Constant', value: item })) };
}

function isNull(node: Node): boolean {
  return node.node === 'Constant' && node.value === null;
}

/** Two constants are compared before anything is printed. */
function compareConstants(op: string, left: Node, right: Node): string | undefined {
  if (left.node !== 'Constant' || right.node !== 'Constant') return undefined;
  const [a, b] = [left.value, right.value];
  if (op === '==') return a === b ? '1' : '0';
  if (op === '!=') return a === b ? '0' : '1';
  if (!FALSE_FOR_NULL.has(op)) return undefined;
  if (a === null || b === null) return '0';
  return (op.startsWith('>') ? a > b : a < b) || (op.endsWith('=') && a === b) ? '1' : '0';
}

/** Whether it is an end of a dashboard's span, of which none is given here. */
function isOpenEnd(node: Node): boolean {
  return node.node === 'Placeholder' && node.expr.node === 'Field' && node.expr.chain[1] === 'dateRange';
}

function printCompare(node: CompareNode, scope: Scope): string {
  const { op } = node;
  if (isOpenEnd(node.left) || isOpenEnd(node.right)) return 'equals(true, true)';
  const [leftNode, rightNode] = [settle(node.left, scope), settle(node.right, scope)];
  const folded = compareConstants(op, leftNode, rightNode);
  if (folded !== undefined) return folded;
  const [left, right] = [print(leftNode, scope), print(rightNode, scope)];
  const compared = OPERATORS[op]?.(left, right);
  if (compared === undefined) throw new Error(`No operator ${op}.`);
  if (op === 'in' || op === 'not in') return compared;
  if (FALSE_FOR_NULL.has(op)) return isNull(leftNode) || isNull(rightNode) ? '0' : `ifNull(${compared}, 0)`;
  const other = isNull(rightNode) ? left : isNull(leftNode) ? right : undefined;
  if (TRUE_FOR_TWO_NULLS.has(op))
    return other === undefined
      ? `ifNull(${compared}, isNull(${left}) and isNull(${right}))`
      : `isNull(${other})`;
  return other === undefined
    ? `ifNull(${compared}, isNotNull(${left}) or isNotNull(${right}))`
    : `isNotNull(${other})`;
}

function findField(
  chain: readonly (string | number)[],
  scope: Scope,
): { sql: string; kind: Kind } | undefined {
  const [first, ...rest] = chain;
  const named = scope.sources.find(({ alias }) => alias === first);
  const inNamed =
    named === undefined || rest.length === 0 ? undefined : readSourceField(named, rest, scope.options);
  if (inNamed !== undefined) return inNamed;
  for (const source of scope.sources) {
    const found = readSourceField(source, chain, scope.options);
    if (found !== undefined) return found;
  }
  return undefined;
}

function kindOf(node: Node, scope: Scope): Kind {
  const settled = settle(node, scope);
  switch (settled.node) {
    case 'Constant':
      if (typeof settled.value === 'string') return 'string';
      return Number.isInteger(settled.value) ? 'integer' : 'other';
    case 'Field': {
      const found = findField(settled.chain, scope);
      if (found !== undefined) return found.kind;
      const alias = String(settled.chain[0]);
      const meaning = scope.aliases.get(alias);
      if (meaning === undefined || scope.open.has(alias)) return 'other';
      return kindOf(meaning, scope);
    }
    case 'Alias':
      return kindOf(settled.expr, scope);
    case 'Call':
      return callKind(settled, (part) => kindOf(part, scope));
    case 'ArithmeticOperation': {
      const kind = kindOf(settled.left, scope);
      return kind === 'date' || kind === 'datetime' ? kind : 'other';
    }
    default:
      return 'other';
  }
}

function print(node: Node, scope: Scope): string {
  const part = (each: Node) => print(each, scope);
  const settled = settle(node, scope);
  switch (settled.node) {
    case 'Constant':
      return constant(settled.value);
    case 'Field': {
      const [alias] = settled.chain;
      if (settled.chain.length === 1 && scope.locals.has(String(alias))) return name(String(alias));
      const isAlias =
        settled.chain.length === 1 && scope.aliases.has(String(alias)) && !scope.open.has(String(alias));
      if (isAlias) return name(String(alias));
      const found = findField(settled.chain, scope);
      if (found === undefined) throw new Error(`No field ${settled.chain.join('.')}.`);
      return found.sql;
    }
    case 'Alias': {
      scope.open.add(settled.alias);
      const sql = `${part(settled.expr)} AS ${name(settled.alias)}`;
      scope.open.delete(settled.alias);
      return sql;
    }
    case 'Call':
      return printCall(settled, {
        print: part,
        kindOf: (each) => kindOf(each, scope),
        now: scope.options.now,
      });
    case 'WindowFunction':
      return printWindow(settled, scope);
    case 'And':
    case 'Or':
      return `${settled.node.toLowerCase()}(${settled.exprs.map(part).join(', ')})`;
    case 'Not':
      return `not(${part(settled.expr)})`;
    case 'CompareOperation':
      return printCompare(settled, scope);
    case 'BetweenExpr': {
      const [value, low, high] = [settled.expr, settled.low, settled.high].map(part);
      return `ifNull(${String(value)} ${settled.negated ? 'NOT ' : ''}BETWEEN ${String(low)} AND ${String(high)}, 0)`;
    }
    case 'ArithmeticOperation':
      return `${String(ARITHMETIC[settled.op])}(${part(settled.left)}, ${part(settled.right)})`;
    case 'ArrayAccess': {
      const chain = accessChain(settled);
      if (chain !== undefined) return part({ node: 'Field', chain });
      return `${part(settled.array)}[${part(settled.property)}]`;
    }
    case 'Lambda':
      return `(${settled.args.map(name).join(', ')}) -> ${print(settled.expr, { ...scope, locals: new Set([...scope.locals, ...settled.args]) })}`;
    case 'TupleAccess':
      return `tupleElement(${part(settled.tuple)}, ${String(settled.index)})`;
    case 'IsDistinctFrom':
      return `${settled.negated === true ? 'isNotDistinctFrom' : 'isDistinctFrom'}(${part(settled.left)}, ${part(settled.right)})`;
    case 'Array':
      return `[${settled.exprs.map(part).join(', ')}]`;
    case 'Tuple':
      return `tuple(${settled.exprs.map(part).join(', ')})`;
    case 'TypeCast':
    case 'TryCast':
      return part({ node: 'Call', name: castFunction(settled.type_name), args: [settled.expr] });
    case 'SelectQuery':
    case 'SelectSetQuery':
      return `(${printQuery(settled, scope.ctes, scope.options).sql})`;
    default:
      throw new Error(`No rule for ${settled.node}.`);
  }
}

function accessChain(node: Node): (string | number)[] | undefined {
  if (node.node === 'Field') return node.chain;
  if (node.node !== 'ArrayAccess' || node.property.node !== 'Constant') return undefined;
  const [outer, key] = [accessChain(node.array), node.property.value];
  return outer === undefined || typeof key !== 'string' ? undefined : [...outer, key];
}

function printOrder(order: readonly OrderNode[], scope: Scope): string {
  return order.map(({ expr, order: direction }) => `${print(expr, scope)} ${direction}`).join(', ');
}

function printBound({ frame_type: type, frame_value: value }: WindowFrameNode): string {
  if (type === 'CURRENT ROW') return type;
  return `${value === null || value === undefined ? 'UNBOUNDED' : String(value)} ${type}`;
}

function printFrame({ frame_method: method, frame_start: start, frame_end: end }: WindowNode): string {
  if (typeof method !== 'string' || start === null || start === undefined) return '';
  if (end === null || end === undefined) return `${method} ${printBound(start)}`;
  return `${method} BETWEEN ${printBound(start)} AND ${printBound(end)}`;
}

function printWindowExpr(window: WindowNode, scope: Scope): string {
  const { partition_by: partition, order_by: order } = window;
  const parts = [
    (partition ?? []).length === 0
      ? ''
      : `PARTITION BY ${(partition ?? []).map((each) => print(each, scope)).join(', ')}`,
    (order ?? []).length === 0 ? '' : `ORDER BY ${printOrder(order ?? [], scope)}`,
    printFrame(window),
  ];
  return `(${parts.filter((each) => each !== '').join(' ')})`;
}

function printWindow(fn: WindowFunctionNode, scope: Scope): string {
  const args = (fn.exprs ?? []).filter((each) => each.node !== 'Field' || each.chain[0] !== '*');
  const over =
    fn.over_expr === null || fn.over_expr === undefined
      ? name(String(fn.over_identifier))
      : printWindowExpr(fn.over_expr, scope);
  return `${fn.name}(${args.map((each) => print(each, scope)).join(', ')}) OVER ${over}`;
}

interface PrintedOracle {
  sql: string;
  columns: Map<string, Kind>;
}

function openSource(join: JoinNode, scope: Scope, number: number): { sql: string; source: OracleSource } {
  const { table } = join;
  const tableName = table.node === 'Field' ? String(table.chain[0]) : undefined;
  const cte = tableName === undefined ? undefined : scope.ctes.get(tableName);
  if (cte === undefined && (tableName === 'events' || tableName === 'persons')) {
    const alias = join.alias ?? tableName;
    return {
      sql: printTable(tableName, alias),
      source: { alias, table: tableName, columns: tableColumns(tableName) },
    };
  }
  const query = (cte ?? table) as QueryNode;
  const before = new Map(scope.ctes);
  if (tableName !== undefined) before.delete(tableName);
  const printed = printQuery(query, before, scope.options);
  const alias = join.alias ?? tableName ?? `q${String(number)}`;
  return {
    sql: `(${printed.sql}) AS ${name(alias)}`,
    source: { alias, table: undefined, columns: printed.columns },
  };
}

function columnName(node: Node): string {
  if (node.node === 'Alias') return node.alias;
  return node.node === 'Field' ? String(node.chain.at(-1)) : '';
}

function printSelect(
  query: SelectNode,
  outer: ReadonlyMap<string, Node>,
  options: OracleOptions,
): PrintedOracle {
  const ctes = new Map(outer);
  const aliases = new Map<string, Node>();
  const scope: Scope = { sources: [], aliases, ctes, options, open: new Set(), locals: new Set() };
  const withColumns: string[] = [];
  for (const cte of query.ctes ?? []) {
    if (cte.cte_type !== 'column') ctes.set(cte.name, cte.expr);
    else {
      withColumns.push(`${print(cte.expr, scope)} AS ${name(cte.name)}`);
      aliases.set(cte.name, cte.expr);
    }
  }
  const from: string[] = [];
  for (let join = query.select_from, number = 0; join !== null; join = join.next_join, number += 1) {
    const { sql, source } = openSource(join, scope, number);
    scope.sources.push(source);
    const on = join.constraint?.expr;
    const type = number === 0 ? 'FROM' : (join.join_type ?? 'CROSS JOIN');
    from.push(`${type} ${sql}${on === undefined ? '' : ` ON ${printOn(on, scope)}`}`);
  }
  const items = query.select.flatMap((item): Node[] => {
    if (item.node !== 'Field' || item.chain.at(-1) !== '*') return [item];
    return scope.sources
      .filter(({ alias }) => item.chain.length === 1 || alias === item.chain[0])
      .flatMap(({ alias, columns }) =>
        [...columns.keys()].map((column): Node => ({
          node: 'Alias',
          alias: column,
          expr: { node: 'Field', chain: [alias, column] },
        })),
      );
  });
  for (const item of items) if (item.node === 'Alias') aliases.set(item.alias, item.expr);
  const columns = new Map(items.map((item) => [columnName(item), kindOf(item, scope)]));
  const joinedLists = query.array_join_list ?? [];
  for (const item of joinedLists) if (item.node === 'Alias') aliases.set(item.alias, item.expr);
  const list = (nodes: readonly Node[]) => nodes.map((each) => print(each, scope)).join(', ');
  const limitBy = query.limit_by;
  const windows = Object.entries(query.window_exprs ?? {});
  const clauses = [
    withColumns.length === 0 ? '' : `WITH ${withColumns.join(', ')}`,
    `SELECT ${query.distinct === true ? 'DISTINCT ' : ''}${list(items)}`,
    ...from,
    joinedLists.length === 0 ? '' : `${String(query.array_join_op)} ${list(joinedLists)}`,
    query.where === null ? '' : `WHERE ${print(query.where, scope)}`,
    (query.group_by ?? []).length === 0 ? '' : `GROUP BY ${list(query.group_by ?? [])}`,
    query.having === null ? '' : `HAVING ${print(query.having, scope)}`,
    windows.length === 0
      ? ''
      : `WINDOW ${windows.map(([window, expr]) => `${name(window)} AS ${printWindowExpr(expr, scope)}`).join(', ')}`,
    (query.order_by ?? []).length === 0 ? '' : `ORDER BY ${printOrder(query.order_by ?? [], scope)}`,
    limitBy === null || limitBy === undefined
      ? ''
      : `LIMIT ${print(limitBy.n, scope)}${limitBy.offset_value ? ` OFFSET ${print(limitBy.offset_value, scope)}` : ''} BY ${list(limitBy.exprs)}`,
    (query.limit ?? null) === null ? '' : `LIMIT ${print(query.limit as Node, scope)}`,
    (query.offset ?? null) === null ? '' : `OFFSET ${print(query.offset as Node, scope)}`,
  ];
  return { sql: clauses.filter((clause) => clause !== '').join(' '), columns };
}

/** In ON nothing is guarded. */
function printOn(node: Node, scope: Scope): string {
  if (node.node === 'And') return `and(${node.exprs.map((each) => printOn(each, scope)).join(', ')})`;
  if (node.node !== 'CompareOperation') throw new Error('ON is made of comparisons.');
  return OPERATORS[node.op]?.(print(node.left, scope), print(node.right, scope)) ?? '';
}

function printQuery(
  query: QueryNode,
  ctes: ReadonlyMap<string, Node>,
  options: OracleOptions,
): PrintedOracle {
  if (query.node === 'SelectQuery') return printSelect(query, ctes, options);
  const first = printQuery(query.initial_select_query, ctes, options);
  const rest = query.subsequent_select_queries.map(
    ({ set_operator: operator, select_query: next }) => `${operator} ${printQuery(next, ctes, options).sql}`,
  );
  return { sql: [first.sql, ...rest].join(' '), columns: first.columns };
}

/** SQL of ClickHouse for a parsed text. Throws an Error for what is not in the dialect. */
export function printClickhouse(query: QueryNode, options: OracleOptions): string {
  return printQuery(query, new Map(), options).sql;
}
