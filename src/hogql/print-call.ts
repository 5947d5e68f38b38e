import { checkCount, insteadOfZone, isStar } from './arguments.ts';
import { printArithmetic } from './arithmetic.ts';
import { printComparison } from './comparisons.ts';
import { aggregates, findAggregate } from './functions/aggregates.ts';
import { findFunction, functions } from './functions/functions.ts';
import { argument } from './functions/hogql-function.ts';
import { whatInstead } from './functions/instead.ts';
import { canonicalName } from './functions/names.ts';
import { queryError } from './hogql-error.ts';
import { findLambdaFunction } from './print-lambda.ts';
import type { Printer } from './printer.ts';
import type { Scope } from './scope.ts';
import { asLocal, joinedConditions, quoteName, quoteText, type Sql } from './sql.ts';
import type { CallNode, Node } from './syntax.ts';

/** What printing a call needs of printing expressions, which holds it. */
export interface PrintParts {
  print: (scope: Scope, node: Node) => Sql;
  /** SQL of a condition, where false and NULL are the same. */
  printFilter: (scope: Scope, node: Node) => string;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  equals: '==',
  notEquals: '!=',
  less: '<',
  lessOrEquals: '<=',
  greater: '>',
  greaterOrEquals: '>=',
  like: 'like',
  ilike: 'ilike',
  notLike: 'not like',
  notILike: 'not ilike',
};

const ARITHMETIC: Readonly<Record<string, string>> = {
  plus: '+',
  minus: '-',
  multiply: '*',
  divide: '/',
  modulo: '%',
};

/** Functions that stand for an operator of two sides. */
export const operatorFunctions: readonly string[] = [...Object.keys(COMPARISONS), ...Object.keys(ARITHMETIC)];

/** The words for comparisons give NULL where a side is, unlike the signs. */
function orNull(test: Sql, left: Sql, right: Sql): Sql {
  const sides = [left, right].filter(({ nullable }) => nullable).map(({ sql }) => `${sql} IS NOT NULL`);
  if (sides.length === 0) return test;
  return { ...test, sql: `(CASE WHEN ${sides.join(' AND ')} THEN ${test.sql} END)`, nullable: true };
}

function printOperator(name: string, print: (node: Node) => Sql, args: readonly Node[]): Sql | undefined {
  const compared = Object.hasOwn(COMPARISONS, name) ? COMPARISONS[name] : undefined;
  const counted = Object.hasOwn(ARITHMETIC, name) ? ARITHMETIC[name] : undefined;
  if (compared === undefined && counted === undefined) return undefined;
  checkCount(name, args.length, { min: 2, max: 2 });
  const values = args.map(print);
  const [left, right] = [argument(values, 0), argument(values, 1)];
  if (compared !== undefined) return orNull(printComparison(compared, left, right, false), left, right);
  return printArithmetic(String(counted), left, right);
}

function printClock(printer: Printer, name: string): Sql | undefined {
  const sql = `TIMESTAMP ${quoteText(printer.options.now.replace('T', ' ').replace('Z', ''))}`;
  const now: Sql = { sql, type: 'datetime', nullable: false, zone: printer.options.zone };
  if (name === 'now') return now;
  const today = `CAST(${asLocal(now)} AS DATE)`;
  if (name === 'today') return { sql: today, type: 'date', nullable: false };
  if (name === 'yesterday') return { sql: `(${today} - 1)`, type: 'date', nullable: false };
  return undefined;
}

function printAggregateCall(parts: PrintParts, scope: Scope, call: CallNode): Sql | undefined {
  const found = findAggregate(canonicalName(call.name));
  if (found === undefined) return undefined;
  const { args } = call;
  const isCountOfRows = canonicalName(call.name) === 'count' && args.length === 1 && isStar(args[0]);
  const nodes = isCountOfRows ? [] : [...args];
  const conditions = [call.filter_expr ?? undefined, found.conditional ? nodes.pop() : undefined].filter(
    (condition) => condition !== undefined,
  );
  if (found.conditional && nodes.length === args.length) throw queryError(`${call.name} needs a condition.`);
  checkCount(call.name, nodes.length, found.aggregate);
  scope.used.aggregates += 1;
  const print = (node: Node) => parts.print(scope, node);
  const when = conditions.map((condition) => parts.printFilter(scope, condition)).join(' AND ');
  const { honours = [] } = found.aggregate;
  return found.aggregate.print({
    args: nodes.map(print),
    params: honours.includes('params') ? (call.params ?? []).map(print) : [],
    distinct: honours.includes('distinct') && call.distinct === true,
    when: when === '' ? undefined : when,
  });
}

/** `arrayJoin(list)`: a row for each item. The list stands in FROM, where the same list stands once. */
function printArrayJoin(parts: PrintParts, scope: Scope, args: readonly Node[]): Sql {
  checkCount('arrayJoin', args.length, { min: 1, max: 1 });
  const [node] = args;
  const before = scope.used.aggregates + scope.used.windows;
  const list = node === undefined ? undefined : parts.print(scope, node);
  if (list === undefined || (list.type !== 'array' && list.type !== 'unknown'))
    throw queryError('arrayJoin takes a list, such as splitByChar(…) or JSONExtractArrayRaw(…).');
  if (scope.used.aggregates + scope.used.windows > before || scope.locals.size > 0)
    throw queryError('arrayJoin of what is counted, or inside ->, stands in a query around this one.');
  return unnest(scope, list);
}

/** A column of the items of a list, which are rows of their own. */
export function unnest(scope: Scope, list: Sql): Sql {
  let place = scope.unnested.indexOf(list.sql);
  if (place === -1) place = scope.unnested.push(list.sql) - 1;
  const item = list.item ?? { type: 'unknown', nullable: true };
  return { ...item, sql: `${quoteName(`list ${String(place)}`)}."item"` };
}

/** `CASE x WHEN a THEN b … ELSE c END`. */
function printCaseOf(print: (node: Node) => Sql, args: readonly Node[]): Sql {
  const [subject, ...rest] = args;
  if (subject === undefined || rest.length % 2 === 0) throw queryError('CASE … WHEN needs an ELSE.');
  const value = print(subject);
  const choice = findFunction('multiIf');
  const values = rest.map((node, index) => {
    const part = print(node);
    if (index % 2 === 1 || index === rest.length - 1) return part;
    if (part.type === 'null') throw queryError('WHEN NULL is not in the dialect. Write CASE WHEN x IS NULL.');
    return printComparison('==', value, part, false);
  });
  if (choice === undefined) throw queryError('CASE is not in the dialect.');
  return choice.print(values);
}

function printTruth(name: string, print: (node: Node) => Sql, args: readonly Node[]): Sql | undefined {
  if (name !== 'and' && name !== 'or') return undefined;
  checkCount(name, args.length, { min: 2, max: 100 });
  return joinedConditions(args.map(print), name === 'and' ? 'AND' : 'OR');
}

/** A call of a function, an aggregate, or what only looks like one. */
export function printCall(printer: Printer, parts: PrintParts, scope: Scope, call: CallNode): Sql {
  const { args } = call;
  const name = canonicalName(call.name);
  const print = (node: Node) => parts.print(scope, node);
  const clock = args.length === 0 ? printClock(printer, name) : undefined;
  if (clock !== undefined) return clock;
  if (name === 'arrayJoin') return printArrayJoin(parts, scope, args);
  if (name === '_caseWithExpression') return printCaseOf(print, args);
  if (name === 'tuple') return print({ node: 'Tuple', exprs: args });
  const other =
    printAggregateCall(parts, scope, call) ??
    printOperator(name, print, args) ??
    printTruth(name, print, args) ??
    findLambdaFunction(name)?.(args, scope, parts.print);
  if (other !== undefined) return other;
  const fn = findFunction(name);
  if (fn === undefined) {
    const known = [...Object.keys(functions), ...Object.keys(aggregates)];
    throw queryError(`Unsupported function call '${call.name}(...)'${whatInstead(name, known)}`);
  }
  checkCount(call.name, args.length, fn, insteadOfZone(call.name, args));
  return fn.print(args.map(print), printer.options.zone);
}
