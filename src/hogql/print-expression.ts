import { checkCount, isStar } from './arguments.ts';
import { printArithmetic } from './arithmetic.ts';
import { printBetween, printComparison, printIn, printInQuery } from './comparisons.ts';
import { findAggregate } from './functions/aggregates.ts';
import { findFunction } from './functions/functions.ts';
import { canonicalName } from './functions/names.ts';
import { queryError } from './hogql-error.ts';
import { printElement, printList } from './functions/lists.ts';
import { printConstant, printPlaceholder, readPlaceholder } from './literals.ts';
import { printWindowFunction, type Print } from './print-window.ts';
import type { Printer } from './printer.ts';
import { readField, type Scope } from './scope.ts';
import { asCondition, asShown, quoteText, type Sql } from './sql.ts';
import type { ArrayAccessNode, CallNode, CompareNode, Node } from './syntax.ts';

const CASTS: Readonly<Record<string, string>> = {
  string: 'toString',
  text: 'toString',
  varchar: 'toString',
  float: 'toFloat',
  float64: 'toFloat',
  double: 'toFloat',
  int: 'toInt',
  integer: 'toInt',
  int64: 'toInt',
  bigint: 'toInt',
  date: 'toDate',
  datetime: 'toDateTime',
};
function printFieldOrAlias(printer: Printer, scope: Scope, chain: readonly (string | number)[]): Sql {
  const [first] = chain;
  const named = chain.length === 1 && typeof first === 'string' ? first : undefined;
  const field = readField(scope, chain);
  if (field !== undefined) return field;
  const meaning = named === undefined ? undefined : scope.aliases.get(named);
  if (named === undefined || meaning === undefined || scope.open.has(named))
    throw queryError(`Unable to resolve field: ${chain.join('.')}`);
  scope.open.add(named);
  const printed = printExpression(printer, scope, meaning);
  scope.open.delete(named);
  return printed;
}

function printClock(printer: Printer, name: string): Sql | undefined {
  const now = `TIMESTAMP ${quoteText(printer.options.now.replace('T', ' ').replace('Z', ''))}`;
  if (name === 'now') return { sql: now, type: 'datetime', nullable: false };
  if (name === 'today') return { sql: `CAST(${now} AS DATE)`, type: 'date', nullable: false };
  if (name === 'yesterday')
    return { sql: `CAST(${now} - to_days(1) AS DATE)`, type: 'date', nullable: false };
  return undefined;
}

function printAggregateCall(printer: Printer, scope: Scope, call: CallNode): Sql | undefined {
  const found = findAggregate(canonicalName(call.name));
  if (found === undefined) return undefined;
  const print: Print = (node) => printExpression(printer, scope, node);
  const nodes = call.args.length === 1 && isStar(call.args[0]) ? [] : [...call.args];
  const conditions = [call.filter_expr ?? undefined, found.conditional ? nodes.pop() : undefined].filter(
    (condition) => condition !== undefined,
  );
  if (found.conditional && nodes.length === call.args.length)
    throw queryError(`${call.name} needs a condition.`);
  checkCount(call.name, nodes.length, found.aggregate);
  if ((call.order_by ?? []).length > 0) throw queryError('ORDER BY inside a function is not in the dialect.');
  const when = conditions.map((condition) => printFilter(printer, scope, condition)).join(' AND ');
  return found.aggregate.print({
    args: nodes.map(print),
    params: (call.params ?? []).map(print),
    distinct: call.distinct === true,
    when: when === '' ? undefined : when,
  });
}

function printCall(printer: Printer, scope: Scope, call: CallNode): Sql {
  const clock = call.args.length === 0 ? printClock(printer, canonicalName(call.name)) : undefined;
  if (clock !== undefined) return clock;
  const aggregate = printAggregateCall(printer, scope, call);
  if (aggregate !== undefined) return aggregate;
  const fn = findFunction(canonicalName(call.name));
  if (fn === undefined) throw queryError(`Unsupported function call '${call.name}(...)'`);
  if (call.distinct === true || (call.params ?? []).length > 0 || (call.filter_expr ?? null) !== null)
    throw queryError(`${call.name} is not an aggregate, so it takes no DISTINCT, FILTER or parameters.`);
  checkCount(call.name, call.args.length, fn);
  return fn.print(call.args.map((arg) => printExpression(printer, scope, arg)));
}

function printCompare(printer: Printer, scope: Scope, node: CompareNode, inFilter: boolean): Sql {
  const print: Print = (part) => printExpression(printer, scope, part);
  const { left, op, right } = node;
  if (op !== 'in' && op !== 'not in') return printComparison(op, print(left), print(right), inFilter);
  const negated = op === 'not in';
  const value = print(left);
  if (right.node === 'SelectQuery' || right.node === 'SelectSetQuery') {
    const query = printer.printQuery(right, scope.ctes);
    const [column] = query.columns;
    if (column === undefined || query.columns.length !== 1)
      throw queryError('A query behind IN gives one column.');
    return printInQuery(asShown(value), { sql: query.sql, column }, negated);
  }
  if (right.node === 'Placeholder') {
    const list = readPlaceholder(printer, right.expr);
    const items = Array.isArray(list.value) ? list.value : [list.value];
    return printIn(
      value,
      items.map((item, index) => printer.bind(`${list.name} ${String(index)}`, item)),
      negated,
      inFilter,
    );
  }
  const items = right.node === 'Tuple' || right.node === 'Array' ? right.exprs.map(print) : [print(right)];
  return printIn(value, items, negated, inFilter);
}

/** SQL of a condition in WHERE, HAVING or behind an aggregate, where false and NULL are the same. */
export function printFilter(printer: Printer, scope: Scope, node: Node): string {
  if (node.node === 'And')
    return `(${node.exprs.map((part) => printFilter(printer, scope, part)).join(' AND ')})`;
  return node.node === 'CompareOperation'
    ? printCompare(printer, scope, node, true).sql
    : asCondition(printExpression(printer, scope, node));
}

/** SQL of an expression with PostHog's semantics. Throws a HogqlError for what is not in the dialect. */
export function printExpression(printer: Printer, scope: Scope, node: Node): Sql {
  printer.spend();
  const print: Print = (part) => printExpression(printer, scope, part);
  switch (node.node) {
    case 'Constant':
      return printConstant(node);
    case 'Field':
      return printFieldOrAlias(printer, scope, node.chain);
    case 'Placeholder':
      return printPlaceholder(printer, node.expr);
    case 'Call':
      return printCall(printer, scope, node);
    case 'WindowFunction':
      return printWindowFunction(print, node);
    case 'And':
    case 'Or': {
      const parts = node.exprs.map(print);
      const sql = parts.map(asCondition).join(node.node === 'And' ? ' AND ' : ' OR ');
      const type = parts.every((part) => part.type === 'boolean') ? 'boolean' : 'flag';
      return { sql: `(${sql})`, type, nullable: parts.some((part) => part.nullable) };
    }
    case 'Not': {
      const value = print(node.expr);
      const type = value.type === 'boolean' ? 'boolean' : 'flag';
      return { sql: `(NOT ${asCondition(value)})`, type, nullable: value.nullable };
    }
    case 'CompareOperation':
      return printCompare(printer, scope, node, false);
    case 'BetweenExpr':
      return printBetween(print(node.expr), print(node.low), print(node.high), node.negated);
    case 'ArithmeticOperation':
      return printArithmetic(node.op, print(node.left), print(node.right));
    case 'ArrayAccess':
      return printArrayAccess(printer, scope, node);
    case 'Array':
      return printList(node.exprs.map(print));
    case 'Tuple':
      return {
        sql: `row(${node.exprs.map((part) => asShown(print(part)).sql).join(', ')})`,
        type: 'tuple',
        nullable: false,
      };
    case 'TypeCast':
    case 'TryCast': {
      const name = node.type_name.toLowerCase().replace(/^nullable\((.*)\)$/, '$1');
      const cast = Object.hasOwn(CASTS, name) ? CASTS[name] : undefined;
      if (cast === undefined) throw queryError(`A value cannot be cast to "${node.type_name}".`);
      return printCall(printer, scope, { node: 'Call', name: cast, args: [node.expr] });
    }
    default:
      throw queryError(`${(node as { node: string }).node} is not in the dialect of this hub.`);
  }
}

/** `properties['a']['b']` as the chain of names that it is; undefined when it is no such thing. */
function propertyChain(node: Node): (string | number)[] | undefined {
  if (node.node === 'Field') return node.chain;
  if (node.node !== 'ArrayAccess' || node.property.node !== 'Constant') return undefined;
  const [outer, name] = [propertyChain(node.array), node.property.value];
  return outer === undefined || typeof name !== 'string' ? undefined : [...outer, name];
}

/** `properties['a b']` reads a property, `list[1]` the first of a list. */
function printArrayAccess(printer: Printer, scope: Scope, node: ArrayAccessNode): Sql {
  const chain = propertyChain(node);
  if (chain !== undefined) return printExpression(printer, scope, { node: 'Field', chain });
  const [list, index] = [
    printExpression(printer, scope, node.array),
    printExpression(printer, scope, node.property),
  ];
  if (index.type !== 'number' || (list.type !== 'array' && list.type !== 'unknown'))
    throw queryError('Square brackets hold the name of a property or a place in a list.');
  return printElement(list, index);
}
