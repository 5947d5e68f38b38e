import { printArithmetic } from './arithmetic.ts';
import { printBetween, printComparison, printIn, printInQuery } from './comparisons.ts';
import { queryError } from './hogql-error.ts';
import { printElement, printList } from './functions/lists.ts';
import { ALWAYS_TRUE, isOpenEnd, printFilters } from './filters.ts';
import { printCall, type PrintParts } from './print-call.ts';
import { printConstant, printPlaceholder, readPlaceholder } from './literals.ts';
import type { Print } from './print-order.ts';
import { printWindowFunction } from './print-window.ts';
import type { Printer } from './printer.ts';
import { fieldHint, hiddenColumn, readField, type Scope } from './scope.ts';
import { asCondition, asShown, joinedConditions, opposite, traitsOf, type Sql } from './sql.ts';
import type { ArrayAccessNode, CompareNode, Node } from './syntax.ts';

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
  const local = named === undefined ? undefined : scope.locals.get(named);
  if (local !== undefined) return local;
  if (named !== undefined && scope.hidden.has(named)) throw hiddenColumn(named);
  const meaning = named === undefined ? undefined : scope.aliases.get(named);
  // Of several columns of that name the one that the SELECT list gives it to.
  const isColumn = meaning?.node === 'Field' && meaning.chain.at(-1) === named;
  const field = isColumn && meaning.chain.length > 1 ? undefined : readField(scope, chain);
  if (field !== undefined) return field;
  if (named === undefined || meaning === undefined || scope.open.has(named))
    throw queryError(`Unable to resolve field: ${chain.join('.')}${fieldHint(scope)}`);
  scope.open.add(named);
  const printed = printExpression(printer, scope, meaning);
  scope.open.delete(named);
  return printed;
}

function printCompare(printer: Printer, scope: Scope, node: CompareNode, inFilter: boolean): Sql {
  const print: Print = (part) => printExpression(printer, scope, part);
  const { left, op, right } = node;
  if (node.is_null_comparison_style === true && !(right.node === 'Constant' && right.value === null))
    throw queryError('IS stands before NULL alone.');
  if (isOpenEnd(left, printer.options) || isOpenEnd(right, printer.options)) {
    // Both sides are honoured: what is compared must make sense, and then stands for nothing.
    if (!isOpenEnd(left, printer.options)) print(left);
    if (!isOpenEnd(right, printer.options)) print(right);
    return ALWAYS_TRUE;
  }
  if (op !== 'in' && op !== 'not in') return printComparison(op, print(left), print(right), inFilter);
  const negated = op === 'not in';
  const value = print(left);
  if (right.node === 'SelectQuery' || right.node === 'SelectSetQuery') {
    scope.used.queries += 1;
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

function partsOf(printer: Printer): PrintParts {
  return {
    print: (scope, node) => printExpression(printer, scope, node),
    printFilter: (scope, node) => printFilter(printer, scope, node),
  };
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
      return printFilters(printer.options, scope, node) ?? printPlaceholder(printer, node.expr);
    case 'Call':
      return printCall(printer, partsOf(printer), scope, node);
    case 'WindowFunction':
      scope.used.windows += 1;
      return printWindowFunction(print, scope.windows, node);
    case 'And':
      return joinedConditions(node.exprs.map(print), 'AND');
    case 'Or':
      return joinedConditions(node.exprs.map(print), 'OR');
    case 'Not':
      return opposite(print(node.expr));
    case 'CompareOperation':
      return printCompare(printer, scope, node, false);
    case 'IsDistinctFrom':
      return printComparison(node.negated === true ? '==' : '!=', print(node.left), print(node.right), false);
    case 'BetweenExpr':
      return printBetween(print(node.expr), print(node.low), print(node.high), node.negated);
    case 'ArithmeticOperation':
      return printArithmetic(node.op, print(node.left), print(node.right));
    case 'ArrayAccess':
      return printArrayAccess(printer, scope, node);
    case 'Array':
      return printList(node.exprs.map(print));
    case 'Tuple': {
      const items = node.exprs.map((part) => asShown(print(part)));
      const sql = `row(${items.map((item) => item.sql).join(', ')})`;
      return { sql, type: 'tuple', nullable: false, items: items.map(traitsOf) };
    }
    case 'TupleAccess': {
      const tuple = print(node.tuple);
      const item = tuple.items?.[node.index - 1];
      if (item === undefined)
        throw queryError(`".${String(node.index)}" stands behind a tuple of as many values, as in (a, b).1.`);
      return {
        ...item,
        sql: `struct_extract_at(${tuple.sql}, ${String(node.index)})`,
        nullable: item.nullable || tuple.nullable,
      };
    }
    case 'Lambda':
      throw queryError('"->" stands in arrayMap, arrayFilter, arrayExists, arrayAll and arrayCount.');
    case 'TypeCast':
    case 'TryCast': {
      const name = node.type_name.toLowerCase().replace(/^nullable\((.*)\)$/, '$1');
      const cast = Object.hasOwn(CASTS, name) ? CASTS[name] : undefined;
      if (cast === undefined) throw queryError(`A value cannot be cast to "${node.type_name}".`);
      return printCall(printer, partsOf(printer), scope, { node: 'Call', name: cast, args: [node.expr] });
    }
    case 'SelectQuery':
    case 'SelectSetQuery': {
      scope.used.queries += 1;
      const { sql, columns } = printer.printQuery(node, scope.ctes);
      const [column] = columns;
      if (column === undefined || columns.length !== 1)
        throw queryError('A query that stands for a value gives one column.');
      return { ...traitsOf(column), sql: `(${sql})`, nullable: true };
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
