import { queryError } from './hogql-error.ts';
import type { Printer } from './printer.ts';
import { quoteText, type Sql } from './sql.ts';
import type { ConstantNode, Node } from './syntax.ts';

/** The largest number that ClickHouse keeps digit by digit, and the smallest. */
const [MAX_WHOLE, MIN_WHOLE] = [2n ** 64n - 1n, -(2n ** 63n)];

/** A number that JavaScript does not hold. */
function printLongNumber(digits: string): Sql {
  const isExact = /^-?\d+$/.test(digits) && BigInt(digits) <= MAX_WHOLE && BigInt(digits) >= MIN_WHOLE;
  if (!isExact) throw queryError(`The number ${digits} cannot be used.`);
  return { sql: digits, type: 'number', nullable: false, constant: true };
}

/** A value written in the text. */
export function printConstant({ value, value_type: special }: ConstantNode): Sql {
  if (value === null) return { sql: 'NULL', type: 'null', nullable: true };
  if (typeof value === 'boolean')
    return { sql: String(value), type: 'boolean', nullable: false, constant: true };
  if (special === 'number') return printLongNumber(String(value));
  // Without the exponent DuckDB would read a decimal, which counts otherwise than ClickHouse's floating numbers.
  if (typeof value === 'number') {
    const sql = Number.isInteger(value) || /e/.test(String(value)) ? String(value) : `${String(value)}e0`;
    return { sql, type: 'number', nullable: false, constant: true };
  }
  if (value.includes('\0')) throw queryError('A text cannot hold the character NUL.');
  return { sql: quoteText(value), type: 'text', nullable: false, constant: true };
}

/** The value given for `{name}`; a list stands behind IN only. */
export function readPlaceholder(
  printer: Printer,
  expr: Node,
): { name: string; value: Printer['options']['values'][string] } {
  const name = expr.node === 'Field' && expr.chain.length === 1 ? String(expr.chain[0]) : '';
  const { values } = printer.options;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw queryError(`Unresolved placeholder: {${name}}. Pass it in "values".`);
  return { name, value };
}

/** A bound value. */
export function printPlaceholder(printer: Printer, expr: Node): Sql {
  const { name, value } = readPlaceholder(printer, expr);
  if (Array.isArray(value))
    throw queryError(`The placeholder {${name}} is a list, which can only stand behind IN.`);
  return printer.bind(name, value as Exclude<typeof value, readonly unknown[]>);
}
