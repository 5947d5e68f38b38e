import { queryError } from './hogql-error.ts';
import { asCounted, asDate, asDatetime, asLocal, fromLocal, type Sql } from './sql.ts';

/** `+ - * / %` between numbers, and days or intervals added to a day or a time. */
export function printArithmetic(op: string, first: Sql, second: Sql): Sql {
  if (!['+', '-', '*', '/', '%'].includes(op))
    throw queryError(`The operator "${op}" is not in the dialect.`);
  const [left, right] = [asCounted(first), asCounted(second)];
  const nullable = left.nullable || right.nullable;
  const types = [left.type, right.type];
  if (types.includes('text')) throw queryError(`"${op}" needs numbers. Cast text with toFloat(…).`);
  if (right.type === 'interval' && (left.type === 'date' || left.type === 'datetime')) {
    const sum = `(${left.type === 'date' ? asDatetime(left) : left.sql} ${op} ${right.sql})`;
    const staysDate = left.type === 'date' && right.wholeDays === true;
    if (staysDate) return { sql: `CAST(${sum} AS DATE)`, type: 'date', nullable };
    const { zone } = left;
    if (zone !== undefined) {
      // A day more is the same hour of the next day, also where the clocks are changed between.
      const later = right.wholeDays ? fromLocal(`(${asLocal(left)} ${op} ${right.sql})`, zone) : sum;
      return { sql: later, type: 'datetime', nullable, wholeSeconds: left.wholeSeconds, zone };
    }
    return { sql: sum, type: 'datetime', nullable, wholeSeconds: left.type === 'date' || left.wholeSeconds };
  }
  if (left.type === 'date' && right.type === 'number')
    return { sql: `(${asDate(left)} ${op} CAST(${right.sql} AS INTEGER))`, type: 'date', nullable };
  if (types.some((type) => type !== 'number' && type !== 'unknown' && type !== 'null'))
    throw queryError(`"${op}" cannot be used between a ${left.type} and a ${right.type}.`);
  const mayBeNan = op === '/' || left.mayBeNan === true || right.mayBeNan === true;
  return { sql: `(${left.sql} ${op} ${right.sql})`, type: 'number', nullable, mayBeNan };
}
