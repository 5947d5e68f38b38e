/**
 * Functions that PostHog also knows in any other case (`COUNT(*)`, `IFNULL(…)`): what SQL has everywhere. The names of
 * ClickHouse's own functions are written as they are (posthog/hogql/functions, `case_sensitive`).
 */
const ANY_CASE = [
  'abs',
  'avg',
  'ceil',
  'coalesce',
  'concat',
  'count',
  'exp',
  'floor',
  'greatest',
  'if',
  'ifNull',
  'isNull',
  'least',
  'length',
  'log',
  'lower',
  'max',
  'min',
  'not',
  'now',
  'nullIf',
  'position',
  'pow',
  'round',
  'sqrt',
  'substring',
  'sum',
  'trim',
  'upper',
];
const byLowerCase = new Map(ANY_CASE.map((name) => [name.toLowerCase(), name]));

/** The name under which a function is known. */
export function canonicalName(name: string): string {
  return byLowerCase.get(name.toLowerCase()) ?? name;
}
