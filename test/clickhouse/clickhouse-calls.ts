import type { CallNode, Node } from '../../src/hogql/syntax.ts';
import { quote, type Kind } from './clickhouse-fields.ts';

/** Prints a part, and tells what PostHog's type resolver would say of it. */
export interface Parts {
  print: (node: Node) => string;
  kindOf: (node: Node) => Kind;
  /** ISO 8601. */
  now: string;
}

const RETURNS_DATE = new Set([
  'toDate',
  'toMonday',
  'toStartOfWeek',
  'toStartOfMonth',
  'toStartOfQuarter',
  'toStartOfYear',
  'toLastDayOfMonth',
  'today',
  'yesterday',
]);
const RETURNS_DATETIME = new Set([
  'toDateTime',
  'now',
  'toStartOfDay',
  'toStartOfHour',
  'toStartOfMinute',
  'toStartOfFiveMinutes',
  'toStartOfTenMinutes',
  'toStartOfFifteenMinutes',
  'toStartOfInterval',
  'toTimeZone',
  'fromUnixTimestamp',
]);
const OF_ARGUMENT = new Set(['min', 'max', 'any', 'argMin', 'argMax', 'minIf', 'maxIf', 'anyIf']);
const SHIFTS = /^(?:add|subtract)[A-Z][a-z]+s$|^date(?:Add|Sub)$/;
const RETURNS_INTEGER = new Set(['toInt', 'toUnixTimestamp', 'count', 'length', 'dateDiff', 'intDiv']);

/** The kind of what a call gives, by the signatures of posthog/hogql/functions. */
export function callKind(call: CallNode, kindOf: (node: Node) => Kind): Kind {
  if (RETURNS_DATE.has(call.name)) return 'date';
  if (RETURNS_DATETIME.has(call.name)) return 'datetime';
  if (RETURNS_INTEGER.has(call.name)) return 'integer';
  const [first, , third] = call.args;
  if (/^date_?[tT]runc$/.test(call.name)) {
    const isDay = first?.node === 'Constant' && /week|month|quarter|year/.test(String(first.value));
    return isDay ? 'date' : 'datetime';
  }
  if (SHIFTS.test(call.name) && first !== undefined) return kindOf(third ?? first);
  return OF_ARGUMENT.has(call.name) && first !== undefined ? kindOf(first) : 'other';
}

/** toDateTime of a text that is written out: strict where the text has a shape that PostHog knows. */
function printConstantTime(text: string): string {
  if (/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{1,6}$/.test(text))
    return `toDateTime64(${quote(text)}, 6, 'UTC')`;
  if (/^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/.test(text)) return `toDateTime(${quote(text)}, 'UTC')`;
  return `parseDateTime64BestEffort(${quote(text)}, 6, 'UTC')`;
}

function printConcatPart(node: Node, print: Parts['print']): string {
  if (node.node !== 'Constant') return `ifNull(toString(${print(node)}), '')`;
  if (node.value === null) return "''";
  return typeof node.value === 'string' ? print(node) : `toString(${print(node)})`;
}

function printNamed(name: string, args: readonly Node[], { print, kindOf, now }: Parts): string | undefined {
  const [first] = args;
  const at = now.replace('T', ' ').replace('Z', '');
  if (name === 'now') return `toDateTime64(${quote(at)}, 6, 'UTC')`;
  if (name === 'today') return `toDate(${quote(at.slice(0, 10))})`;
  if (name === 'yesterday') return `(toDate(${quote(at.slice(0, 10))}) - 1)`;
  if (first === undefined) return undefined;
  const kind = kindOf(first);
  if (name === 'toInt') return `accurateCastOrNull(${print(first)}, 'Int64')`;
  if (name === 'toFloat') return `accurateCastOrNull(${print(first)}, 'Float64')`;
  if (name === 'toDate')
    return `${kind === 'date' || kind === 'datetime' ? 'toDate' : 'toDateOrNull'}(${print(first)})`;
  if (name === 'toDateTime') {
    if (kind === 'date' || kind === 'datetime' || kind === 'integer')
      return `toDateTime(${print(first)}, 'UTC')`;
    if (first.node === 'Constant' && typeof first.value === 'string') return printConstantTime(first.value);
    return `parseDateTime64BestEffortOrNull(${print(first)}, 6, 'UTC')`;
  }
  if (name === 'toStartOfWeek' && args.length === 1) return `toStartOfWeek(${print(first)}, 0)`;
  if (name === 'fromUnixTimestamp') return `fromUnixTimestamp(toInt64(${print(first)}))`;
  if (name === '_caseWithExpression') return `caseWithExpression(${args.map(print).join(', ')})`;
  if (/^date(?:Add|Sub)$/.test(name) && args.length === 3 && first.node === 'Constant')
    return `${name}(${String(first.value)}, ${args.slice(1).map(print).join(', ')})`;
  if (name === 'concat') return `concat(${args.map((arg) => printConcatPart(arg, print)).join(', ')})`;
  return undefined;
}

const CASTS: readonly [RegExp, string][] = [
  [/^(?:float|float64|double)$/, 'toFloat'],
  [/^(?:int|integer|int64|bigint)$/, 'toInt'],
  [/^(?:string|text|varchar)$/, 'toString'],
  [/^date$/, 'toDate'],
  [/^datetime$/, 'toDateTime'],
];

/** The function that a cast stands for. */
export function castFunction(typeName: string): string {
  const found = CASTS.find(([pattern]) => pattern.test(typeName.toLowerCase()));
  if (found === undefined) throw new Error(`No cast to ${typeName}.`);
  return found[1];
}

/** Names under which PostHog knows a function of ClickHouse too. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['date_trunc', 'dateTrunc'],
  ['date_diff', 'dateDiff'],
]);

/** A call as PostHog prints it for ClickHouse. */
export function printCall(call: CallNode, parts: Parts): string {
  const named = printNamed(call.name, call.args, parts);
  if (named !== undefined) return named;
  const params = (call.params ?? []).map(parts.print);
  const args = call.args.map((arg) => (arg.node === 'Field' && arg.chain[0] === '*' ? '' : parts.print(arg)));
  const filter = call.filter_expr ?? undefined;
  return [
    RENAMED.get(call.name) ?? call.name,
    params.length === 0 ? '' : `(${params.join(', ')})`,
    `(${call.distinct === true ? 'DISTINCT ' : ''}${args.join(', ')})`,
    filter === undefined ? '' : ` FILTER (WHERE ${parts.print(filter)})`,
  ].join('');
}
