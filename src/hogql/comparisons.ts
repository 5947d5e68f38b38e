import { queryError } from './hogql-error.ts';
import { asDate, asDatetime, asText, type Sql } from './sql.ts';

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
  '=~': { negated: false, print: (text, pattern) => `regexp_matches(${text}, ${pattern})` },
  '!~': { negated: true, print: (text, pattern) => `regexp_matches(${text}, ${pattern})` },
  '=~*': { negated: false, print: (text, pattern) => `regexp_matches(${text}, ${pattern}, 'i')` },
  '!~*': { negated: true, print: (text, pattern) => `regexp_matches(${text}, ${pattern}, 'i')` },
};

/** Brings both sides to one type: text beside a day or a time is read as one, a uuid beside text is text. */
function align(left: Sql, right: Sql): [string, string] {
  const types = new Set([left.type, right.type]);
  if (left.type === right.type || types.has('unknown') || types.has('null')) return [left.sql, right.sql];
  if (types.has('datetime') && (types.has('date') || (left.constant ?? right.constant) === true))
    return [asDatetime(left), asDatetime(right)];
  if (types.has('date') && (left.constant ?? right.constant) === true) return [asDate(left), asDate(right)];
  if (types.has('uuid') && types.has('text')) return [asText(left), asText(right)];
  throw queryError(
    `A ${left.type} is compared with a ${right.type}. Cast one of them, for example with toFloat(…) or toDateTime(…).`,
  );
}

function bool(sql: string): Sql {
  return { sql: `(${sql})`, type: 'boolean', nullable: false };
}

/** Whether the value is the word NULL. */
function isNull(value: Sql): boolean {
  return value.type === 'null';
}

/**
 * A comparison as PostHog means it: it is never NULL. Where one side is NULL, `!=` and the negated operators are
 * true, the others false; NULL = NULL is true. With `inFilter` the false may be NULL, which WHERE cannot tell
 * apart and which lets the store use its column statistics.
 */
export function printComparison(op: string, left: Sql, right: Sql, inFilter: boolean): Sql {
  const certain = !left.nullable && !right.nullable;
  if (Object.hasOwn(PATTERNS, op)) {
    const pattern = PATTERNS[op];
    if (pattern === undefined) throw queryError(`The operator ${op} is not in the dialect.`);
    const test = pattern.print(asText(left), asText(right));
    if (pattern.negated) return bool(`NOT ${certain ? `(${test})` : `coalesce(${test}, false)`}`);
    return bool(certain || inFilter ? test : `coalesce(${test}, false)`);
  }
  const operator = Object.hasOwn(OPERATORS, op) ? OPERATORS[op] : undefined;
  if (operator === undefined) throw queryError(`The operator "${op}" is not in the dialect.`);
  if (isNull(left) || isNull(right)) {
    const other = isNull(left) ? right : left;
    if (op === '==') return bool(`${other.sql} IS NULL`);
    if (op === '!=') return bool(`${other.sql} IS NOT NULL`);
    return bool('false');
  }
  const [a, b] = align(left, right);
  if (certain) return bool(`${a} ${operator} ${b}`);
  if (op === '!=') return bool(`${a} IS DISTINCT FROM ${b}`);
  if (op === '==' && left.nullable && right.nullable) return bool(`${a} IS NOT DISTINCT FROM ${b}`);
  return bool(inFilter ? `${a} ${operator} ${b}` : `coalesce(${a} ${operator} ${b}, false)`);
}

/** `IN` a list of values. A NULL is only in a list that holds NULL. */
export function printIn(value: Sql, items: readonly Sql[], negated: boolean, inFilter: boolean): Sql {
  const holdsNull = items.some(isNull);
  const pairs = items.filter((item) => !isNull(item)).map((item) => align(value, item));
  const subject = pairs[0]?.[0] ?? value.sql;
  const tests: string[] = [];
  if (pairs.length > 0) {
    const test = `${subject} IN (${pairs.map(([, item]) => item).join(', ')})`;
    const plain = !value.nullable || (inFilter && !negated && !holdsNull);
    tests.push(plain ? test : `coalesce(${test}, false)`);
  }
  if (holdsNull) tests.push(`${value.sql} IS NULL`);
  const any = tests.length === 0 ? 'false' : tests.join(' OR ');
  return { sql: negated ? `(NOT (${any}))` : `(${any})`, type: 'boolean', nullable: false };
}
