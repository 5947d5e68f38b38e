import { queryError } from '../hogql-error.ts';
import { asLocal, fromLocal, type Sql } from '../sql.ts';
import { anyNullable, argument, type HogqlFunction } from './hogql-function.ts';
import { inZone } from './zones.ts';

/** Units from the shortest to the longest; those from the week on give a day, the others a point in time. */
const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
const OF_DAYS = new Set(['week', 'month', 'quarter', 'year']);

function readMoment(value: Sql): Sql {
  if (['date', 'datetime', 'unknown', 'null'].includes(value.type)) return value;
  throw queryError('This function takes a day or a time. Cast text with toDateTime(…).');
}

/** What SQL of a local time gives, as a day or as a point in time of the zone. */
function settled(local: string, isDay: boolean, time: Sql, nullable: boolean): Sql {
  if (isDay) return { sql: `CAST(${local} AS DATE)`, type: 'date', nullable, wholeSeconds: true };
  const sql = fromLocal(`CAST(${local} AS TIMESTAMP)`, time.zone);
  return { sql, type: 'datetime', nullable, wholeSeconds: true, zone: time.zone };
}

/** `dateTrunc(unit, time)`: weeks begin on Monday, whatever `toStartOfWeek` does. */
export const dateTrunc: HogqlFunction = {
  min: 2,
  max: 3,
  print: (args) => {
    const unit = /^'(\w+)'$/.exec(argument(args, 0).sql)?.[1]?.toLowerCase() ?? '';
    if (!UNITS.includes(unit)) throw queryError(`dateTrunc counts in '${UNITS.join("', '")}'.`);
    const given = readMoment(argument(args, 1));
    if (given.type === 'date' && !OF_DAYS.has(unit) && unit !== 'day')
      throw queryError(`A day has no ${unit}. Give dateTrunc a time.`);
    const time = inZone(given, args[2]);
    return settled(`date_trunc('${unit}', ${asLocal(time)})`, OF_DAYS.has(unit), time, anyNullable(args));
  },
};

const EPOCH = "TIMESTAMP '1970-01-01'";

/** SQL of the start of an interval of several units; ClickHouse counts each unit from a beginning of its own. */
function startOf(local: string, unit: string, count: number): string {
  const n = String(count);
  switch (unit) {
    case 'second':
    case 'minute':
    case 'day':
      return `time_bucket(to_${unit}s(${n}), ${local}, ${EPOCH})`;
    case 'hour':
      return `(date_trunc('day', ${local}) + to_hours(CAST(${n} * (hour(${local}) // ${n}) AS INTEGER)))`;
    case 'week':
      return `time_bucket(to_days(7 * ${n}), ${local}, TIMESTAMP '1970-01-05')`;
    case 'year':
      return `make_timestamp(${n} * (year(${local}) // ${n}), 1, 1, 0, 0, 0)`;
    default: {
      const months = String(unit === 'quarter' ? 3 * count : count);
      return `time_bucket(to_months(${months}), ${local}, TIMESTAMP '1900-01-01')`;
    }
  }
}

export const toStartOfInterval: HogqlFunction = {
  min: 2,
  max: 2,
  print: (args) => {
    const time = readMoment(argument(args, 0));
    const { span } = argument(args, 1);
    if (span === undefined || span.count < 1)
      throw queryError('toStartOfInterval takes an interval that is written out, as in INTERVAL 15 MINUTE.');
    const { unit, count } = span;
    const local = startOf(asLocal(time), unit, count);
    return settled(local, OF_DAYS.has(unit), time, anyNullable(args));
  },
};

/** `toStartOfFiveMinutes` and its like. */
export function startOfMinutes(count: number): HogqlFunction {
  return {
    min: 1,
    max: 1,
    print: (args) => {
      const time = readMoment(argument(args, 0));
      return settled(startOf(asLocal(time), 'minute', count), false, time, anyNullable(args));
    },
  };
}
