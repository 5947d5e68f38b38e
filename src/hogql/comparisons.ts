import { queryError } from './hogql-error.ts';
import {
  asBoolean,
  asDate,
  asDatetime,
  asShown,
  asText,
  uuidOrder,
  withoutNan,
  type Sql,
  type Traits,
} from './sql.ts';

const OPERATORS: Readonly<Record<string, string>> = {
  '==': '=',
  '!=': '<>',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
};

const PATTERNS: Readonly<
  Record<string, { negated: boolean; print: (text: string, pattern: string) => string }>
> = {
  like: { negated: false, print: (text, pattern) => `${text} LIKE ${pattern} ESCAPE '\\'` },
  'not like': { negated: true, print: (text, pattern) => `${text} LIKE ${pattern} ESCAPE '\\'` },
  ilike: { negated: false, print: (text, pattern) => `${text} ILIKE ${pattern} ESCAPE '\\'` },
  'not ilike': { negated: true, print: (text, pattern) => `${text} ILIKE ${pattern} ESCAPE '\\'` },
  '=~': { negated: false, print: (text, pattern) => `regexp_matches(${text}, ${pattern}, 's')` },
  '!~': { negated: true, print: (text, pattern) => `regexp_matches(${text}, ${pattern}, 's')` },
  '=~*': { negated: false, print: (text, pattern) => `regexp_matches(${text}, ${pattern}, 'is')` },
  '!~*': { negated: true, print: (text, pattern) => `regexp_matches(${text}, ${pattern}, 'is')` },
};

/**
 * Brings both sides to one type: text beside a day or a time is read as one, a uuid beside text is text. NaN is NULL,
 * since it is neither more nor less than anything.
 */
function align(first: Sql, second: Sql): [string, string] {
  if (first.loose === true && ['boolean', 'flag'].includes(second.type))
    return align(asBoolean(first), second);
  if (second.loose === true && ['boolean', 'flag'].includes(first.type))
    return align(first, asBoolean(second));
  const types = new Set([first.type, second.type]);
  const zone = first.zone ?? second.zone;
  const mixed = types.has('flag') && types.has('number');
  const [left, right] = mixed ? [asShown(first), asShown(second)] : [first, second];
  if (left.type === right.type || types.has('unknown') || types.has('null'))
    return [withoutNan(left), withoutNan(right)];
  if (types.has('datetime') && (types.has('date') || (left.constant ?? right.constant) === true))
    return [asDatetime(left, zone), asDatetime(right, zone)];
  if (types.has('date') && (left.constant ?? right.constant) === true) return [asDate(left), asDate(right)];
  if (types.has('uuid') && types.has('text')) return [asText(left), asText(right)];
  if (types.has('flag') && types.has('boolean')) return [left.sql, right.sql];
  throw queryError(
    `A ${left.type} is compared with a ${right.type}. Cast one of them, for example with toFloat(…) or toDateTime(…).`,
  );
}

function flag(sql: string): Sql {
  return { sql: `(${sql})`, type: 'flag', nullable: false };
}

/** Whether the value is the word NULL. */
function isNull(value: Sql): boolean {
  return value.type === 'null';
}

/** What a backslash can stand before in a pattern, each with a sign that no text holds. */
const ESCAPES = [
  ['\\\\', 'chr(1)'],
  ['\\%', 'chr(2)'],
  ['\\_', 'chr(3)'],
] as const;

/** SQL of a pattern for DuckDB, which takes away a backslash before any other letter; in ClickHouse it stays. */
function likePattern(pattern: Sql): string {
  const text = asText(pattern);
  if (text.startsWith("'"))
    return text.replace(/\\([%_\\]?)/g, (escape, sign: string) => (sign === '' ? '\\\\' : escape));
  const hidden = ESCAPES.reduce((sql, [escape, sign]) => `replace(${sql}, '${escape}', ${sign})`, text);
  const doubled = `replace(${hidden}, '\\', '\\\\')`;
  return ESCAPES.reduce((sql, [escape, sign]) => `replace(${sql}, ${sign}, '${escape}')`, doubled);
}

/** A text against a pattern. Two NULLs match each other, one NULL nothing. */
function printPattern(op: string, left: Sql, right: Sql, inFilter: boolean): Sql {
  const pattern = PATTERNS[op];
  if (pattern === undefined) throw queryError(`The operator ${op} is not in the dialect.`);
  const test = pattern.print(asText(left), op.endsWith('like') ? likePattern(right) : asText(right));
  if (!left.nullable && !right.nullable) return flag(pattern.negated ? `NOT (${test})` : test);
  const bothNull = left.nullable && right.nullable ? `${left.sql} IS NULL AND ${right.sql} IS NULL` : 'false';
  if (pattern.negated) return flag(`NOT coalesce(${test}, ${bothNull})`);
  return flag(inFilter && bothNull === 'false' ? test : `coalesce(${test}, ${bothNull})`);
}

/** ClickHouse orders uuids by their second half; equality needs no such care. */
function printOrdering(operator: string, left: Sql, right: Sql): string {
  const [a, b] = align(left, right);
  const areUuids = (left.type === 'uuid' || right.type === 'uuid') && !['=', '<>'].includes(operator);
  return areUuids ? `${uuidOrder(a)} ${operator} ${uuidOrder(b)}` : `${a} ${operator} ${b}`;
}

/** A comparison that is NULL where one of its sides is, as in ON. */
export function printPlainComparison(operator: string, left: Sql, right: Sql): string {
  return `(${printOrdering(operator, left, right)})`;
}

/**
 * A comparison as PostHog means it: it is never NULL. Where one side is NULL, `!=` and the negated operators are
 * true, the others false; NULL = NULL is true. With `inFilter` the false may be NULL, which WHERE cannot tell
 * apart and which lets the store use its column statistics.
 */
export function printComparison(op: string, left: Sql, right: Sql, inFilter: boolean): Sql {
  const isPattern = Object.hasOwn(PATTERNS, op);
  const operator = Object.hasOwn(OPERATORS, op) ? OPERATORS[op] : undefined;
  if (op === 'in cohort' || op === 'not in cohort')
    throw queryError('Cohorts are not kept here. Use x IN (SELECT …), or a property of the person.');
  if (operator === undefined && !isPattern) throw queryError(`The operator "${op}" is not in the dialect.`);
  if (isNull(left) || isNull(right)) {
    const other = isNull(left) ? right : left;
    const negated = op === '!=' || PATTERNS[op]?.negated === true;
    if (op === '==' || negated || isPattern) return flag(`${other.sql} IS ${negated ? 'NOT ' : ''}NULL`);
    return flag('false');
  }
  if (operator === undefined) return printPattern(op, left, right, inFilter);
  const test = printOrdering(operator, left, right);
  const certain = !left.nullable && !right.nullable && left.mayBeNan !== true && right.mayBeNan !== true;
  if (certain) return flag(test);
  const [a, b] = align(left, right);
  if (op === '!=') return flag(`${a} IS DISTINCT FROM ${b}`);
  if (op === '==' && left.nullable && right.nullable) return flag(`${a} IS NOT DISTINCT FROM ${b}`);
  return flag(inFilter ? test : `coalesce(${test}, false)`);
}

/** `IN` a list of values. A NULL is only in a list that holds NULL. */
export function printIn(value: Sql, items: readonly Sql[], negated: boolean, inFilter: boolean): Sql {
  const holdsNull = items.some(isNull);
  const pairs = items.filter((item) => !isNull(item)).map((item) => align(value, item));
  const subject = pairs[0]?.[0] ?? value.sql;
  const tests: string[] = [];
  if (pairs.length > 0) {
    const test = `${subject} IN (${pairs.map(([, item]) => item).join(', ')})`;
    const plain = (!value.nullable && value.loose !== true) || (inFilter && !negated && !holdsNull);
    tests.push(plain ? test : `coalesce(${test}, false)`);
  }
  if (holdsNull) tests.push(`${value.sql} IS NULL`);
  const any = tests.length === 0 ? 'false' : tests.join(' OR ');
  return { sql: negated ? `(NOT (${any}))` : `(${any})`, type: 'flag', nullable: false };
}

/** `IN` a query of one column. As in PostHog's settings (`transform_null_in`), NULL is in a list that holds NULL. */
export function printInQuery(value: Sql, query: { sql: string; column: Traits }, negated: boolean): Sql {
  const found = `coalesce(${value.sql} IN (${query.sql}), false)`;
  const nullToo =
    value.nullable && query.column.nullable
      ? ` OR (${value.sql} IS NULL AND EXISTS (SELECT 1 FROM (${query.sql}) AS list(item) WHERE item IS NULL))`
      : '';
  return { sql: `(${negated ? 'NOT ' : ''}(${found}${nullToo}))`, type: 'flag', nullable: false };
}

/** `BETWEEN`, which is false where anything in it is NULL, negated or not. */
export function printBetween(value: Sql, low: Sql, high: Sql, negated: boolean): Sql {
  const [from, to] = [
    printComparison(negated ? '<' : '>=', value, low, false),
    printComparison(negated ? '>' : '<=', value, high, false),
  ];
  return flag(`${from.sql} ${negated ? 'OR' : 'AND'} ${to.sql}`);
}
