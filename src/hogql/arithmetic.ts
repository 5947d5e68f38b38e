import { queryError } from './hogql-error.ts';
import { asDate, asDatetime, type Sql } from './sql.ts';

/** `+ - * / %` between numbers, and days or intervals added to a day or a time. */
export function printArithmetic(op: string, left: Sql, right: Sql): Sql {
  if (!['+', '-', '*', '/', '%'].includes(op))
    throw queryError(`The operator "${op}" is not in the dialect.`);
  const nullable = left.nullable || right.nullable;
  const types = [left.type, right.type];
  if (types.includes('text') || types.includes('boolean'))
    throw queryError(`"${op}" needs numbers. Cast text with toFloat(…).`);
  if (right.type === 'interval' && (left.type === 'date' || left.type === 'datetime')) {
    const sum = `(${left.type === 'date' ? asDatetime(left) : left.sql} ${op} ${right.sql})`;
    const staysDate = left.type === 'date' && right.wholeDays === true;
    return { sql: staysDate ? `CAST(${sum} AS DATE)` : sum, type: staysDate ? 'date' : 'datetime', nullable };
  }
  if (left.type === 'date' && right.type === 'number')
    return { sql: `(${asDate(left)} ${op} CAST(${right.sql} AS INTEGER))`, type: 'date', nullable };
  if (types.some((type) => type !== 'number' && type !== 'unknown' && type !== 'null'))
    throw queryError(`"${op}" cannot be used between a ${left.type} and a ${right.type}.`);
  return { sql: `(${left.sql} ${op} ${right.sql})`, type: 'number', nullable };
}
