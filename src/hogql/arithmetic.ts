import { queryError } from './hogql-error.ts';
import { asDate, asDatetime, asShown, type Sql } from './sql.ts';

/** `+ - * / %` between numbers, and days or intervals added to a day or a time. */
export function printArithmetic(op: string, first: Sql, second: Sql): Sql {
  if (!['+', '-', '*', '/', '%'].includes(op))
    throw queryError(`The operator "${op}" is not in the dialect.`);
  const [left, right] = [asShown(first), asShown(second)];
  const nullable = left.nullable || right.nullable;
  const types = [left.type, right.type];
  if (types.includes('text') || types.includes('boolean'))
    throw queryError(`"${op}" needs numbers. Cast text with toFloat(…).`);
  if (right.type === 'interval' && (left.type === 'date' || left.type === 'datetime')) {
    const sum = `(${left.type === 'date' ? asDatetime(left) : left.sql} ${op} ${right.sql})`;
    const staysDate = left.type === 'date' && right.wholeDays === true;
    if (staysDate) return { sql: `CAST(${sum} AS DATE)`, type: 'date', nullable };
    return { sql: sum, type: 'datetime', nullable, wholeSeconds: left.type === 'date' || left.wholeSeconds };
  }
  if (left.type === 'date' && right.type === 'number')
    return { sql: `(${asDate(left)} ${op} CAST(${right.sql} AS INTEGER))`, type: 'date', nullable };
  if (types.some((type) => type !== 'number' && type !== 'unknown' && type !== 'null'))
    throw queryError(`"${op}" cannot be used between a ${left.type} and a ${right.type}.`);
  const mayBeNan = op === '/' || left.mayBeNan === true || right.mayBeNan === true;
  return { sql: `(${left.sql} ${op} ${right.sql})`, type: 'number', nullable, mayBeNan };
}
