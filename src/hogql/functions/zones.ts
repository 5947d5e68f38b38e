import { queryError } from '../hogql-error.ts';
import { asDatetime, type Sql } from '../sql.ts';

/** Names of time zones as the IANA writes them, such as Europe/Berlin. */
const ZONE = /^'([A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*)'$/;

function readZone(zone: Sql): string {
  const [, name] = ZONE.exec(zone.sql) ?? [];
  try {
    if (name === undefined) throw new RangeError();
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone === 'UTC'
      ? 'UTC'
      : name;
  } catch {
    throw queryError(`There is no time zone ${zone.sql}. Write one out like 'Europe/Berlin'.`);
  }
}

/** The same point in time by the clocks of a zone. Without a zone the value as it is. */
export function inZone(time: Sql, zone: Sql | undefined): Sql {
  if (zone === undefined) return time;
  if (time.type !== 'datetime' && time.type !== 'date')
    throw queryError('Only a time has a time zone. Cast text with toDateTime(…).');
  const name = readZone(zone);
  return { ...time, sql: asDatetime(time), type: 'datetime', zone: name === 'UTC' ? undefined : name };
}
