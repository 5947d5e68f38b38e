import { queryError } from '../hogql-error.ts';
import { printArithmetic } from '../arithmetic.ts';
import { asDate, asDatetime, asLocal, fromLocal, type Sql } from '../sql.ts';
import { formatDateTime } from './format-time.ts';
import { anyNullable, argument, one, oneOrTwo, type HogqlFunction } from './hogql-function.ts';
import { dateTrunc, startOfMinutes, toStartOfInterval } from './truncate-time.ts';
import { inZone } from './zones.ts';

/** SQL of an argument that must be a day or a point in time, as the clocks of its zone show it. */
function moment(value: Sql): string {
  if (['date', 'datetime', 'unknown', 'null'].includes(value.type)) return asLocal(value);
  throw queryError('This function takes a day or a time. Cast text with toDateTime(…).');
}

/** `toStartOf…`: PostHog gives a day for a week and longer, a point in time for a day and shorter. */
function startOf(unit: string, type: 'date' | 'datetime', max = 1): HogqlFunction {
  return {
    min: 1,
    max,
    print: (args) => {
      const time = inZone(argument(args, 0), args[1]);
      const local = `date_trunc('${unit}', ${moment(time)})`;
      const nullable = anyNullable(args);
      if (type === 'date') return { sql: `CAST(${local} AS DATE)`, type, nullable, wholeSeconds: true };
      const sql = fromLocal(`CAST(${local} AS TIMESTAMP)`, time.zone);
      return { sql, type, nullable, wholeSeconds: true, zone: time.zone };
    },
  };
}

function part(name: string): HogqlFunction {
  return one('number', (time) => `${name}(${moment(time)})`);
}

function interval(unit: string, print: (count: string) => string, wholeDays: boolean): HogqlFunction {
  return {
    min: 1,
    max: 1,
    print: (args) => {
      const count = argument(args, 0);
      if (!['number', 'unknown', 'null'].includes(count.type))
        throw queryError('An interval counts in whole numbers. Cast text with toInt(…).');
      return {
        sql: print(`CAST(${count.sql} AS INTEGER)`),
        type: 'interval',
        nullable: anyNullable(args),
        ...(wholeDays ? { wholeDays: true as const } : {}),
        ...(WHOLE.test(count.sql) ? { span: { count: Number(count.sql), unit } } : {}),
      };
    },
  };
}

const WHOLE = /^\d{1,6}$/;

const intervals: Readonly<Record<string, HogqlFunction>> = {
  Second: interval('second', (count) => `to_seconds(${count})`, false),
  Minute: interval('minute', (count) => `to_minutes(${count})`, false),
  Hour: interval('hour', (count) => `to_hours(${count})`, false),
  Day: interval('day', (count) => `to_days(${count})`, true),
  Week: interval('week', (count) => `to_weeks(${count})`, true),
  Month: interval('month', (count) => `to_months(${count})`, true),
  Quarter: interval('quarter', (count) => `to_months(3 * ${count})`, true),
  Year: interval('year', (count) => `to_years(${count})`, true),
};

function intervalOf(unit: string): HogqlFunction {
  const found = Object.hasOwn(intervals, unit) ? intervals[unit] : undefined;
  if (found === undefined) throw queryError(`There is no interval of a ${unit.toLowerCase()}.`);
  return found;
}

/** What can be read as a day or a point in time; anything else is refused. */
function castable(name: string, args: readonly Sql[], types: readonly string[]): Sql {
  const value = argument(args, 0);
  if (types.includes(value.type)) return value;
  throw queryError(`${name} takes ${types.slice(0, -2).join(', ')}, not a ${value.type}.`);
}

function toDate(args: readonly Sql[]): Sql {
  const value = castable('toDate', args, ['text', 'date', 'datetime', 'unknown', 'null']);
  const certain = value.type === 'date' || value.type === 'datetime';
  return { sql: asDate(value), type: 'date', nullable: value.nullable || !certain };
}

/** Texts that PostHog reads as whole seconds; every other text may hold a fraction. */
const WHOLE_SECONDS = /^'\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?'$/;

function toDateTime(args: readonly Sql[], zone?: string): Sql {
  const value = castable('toDateTime', args, ['text', 'number', 'date', 'datetime', 'unknown', 'null']);
  const certain = value.type === 'date' || value.type === 'datetime';
  const isTime = value.type === 'datetime' && value.wholeSeconds !== true;
  return {
    // PostHog reads a time once more as one of whole seconds.
    sql: isTime ? `date_trunc('second', ${value.sql})` : asDatetime(value, zone),
    type: 'datetime',
    zone: value.type === 'datetime' ? value.zone : zone,
    nullable: value.nullable || !certain,
    wholeSeconds: certain || value.type === 'number' || WHOLE_SECONDS.test(value.sql),
  };
}

/** `addDays`, `subtractMonths` and their like. */
function shift(op: '+' | '-', unit: string): HogqlFunction {
  return {
    min: 2,
    max: 2,
    print: (args) => {
      const time = argument(args, 0);
      if (time.type !== 'date' && time.type !== 'datetime')
        throw queryError('This function takes a day or a time. Cast text with toDateTime(…).');
      return printArithmetic(op, time, intervalOf(unit).print(args.slice(1)));
    },
  };
}

/** `dateAdd(time, interval)` and `dateAdd('day', 3, time)`. */
function dateShift(op: '+' | '-'): HogqlFunction {
  return {
    min: 2,
    max: 3,
    print: (args) => {
      const [first, second, third] = args;
      if (first === undefined || second === undefined)
        throw queryError('dateAdd takes a time and an interval.');
      if (third === undefined) {
        if (second.type !== 'interval') throw queryError('dateAdd takes a time and an INTERVAL.');
        return printArithmetic(op, first, second);
      }
      const unit = /^'(\w)(\w*)'$/.exec(first.sql);
      if (unit === null) throw queryError("dateAdd takes a unit that is written out, as in 'day'.");
      return printArithmetic(
        op,
        third,
        intervalOf(`${String(unit[1]).toUpperCase()}${String(unit[2])}`).print([second]),
      );
    },
  };
}

const UNITS = /^'(?:second|minute|hour|day|week|month|quarter|year)'$/;
/** ClickHouse's week modes, 0 to 9; the odd ones begin on Monday. */
const WEEK_MODE = /^\d$/;

function startOfWeek(time: Sql, mode?: Sql): string {
  if (mode !== undefined && !WEEK_MODE.test(mode.sql))
    throw queryError('The mode of toStartOfWeek is a number from 0 to 9, written out.');
  return Number(mode?.sql ?? 0) % 2 === 1
    ? `CAST(date_trunc('week', ${moment(time)}) AS DATE)`
    : `CAST(date_trunc('week', ${moment(time)} + to_days(1)) - to_days(1) AS DATE)`;
}

/** Units in which the clocks of a zone count otherwise than those of another. */
const BY_CLOCK = /day|week|month|quarter|year/;

/** Borders of a unit that lie between two times. DuckDB counts weeks from the first time on, not Mondays. */
function countBorders(unit: string, from: string, to: string): string {
  if (unit !== `'week'`) return `date_diff(${unit}, ${from}, ${to})`;
  return `(date_diff('day', date_trunc('week', ${from}), date_trunc('week', ${to})) // 7)`;
}

const dateDiff: HogqlFunction = {
  min: 3,
  max: 3,
  print: (args) => {
    const unit = argument(args, 0).sql;
    if (!UNITS.test(unit))
      throw queryError(
        "dateDiff counts in 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter' or 'year'.",
      );
    const read = BY_CLOCK.test(unit) ? moment : (value: Sql) => moment({ ...value, zone: undefined });
    const [from, to] = [read(argument(args, 1)), read(argument(args, 2))];
    return { sql: countBorders(unit, from, to), type: 'number', nullable: anyNullable(args) };
  },
};

export const times: Record<string, HogqlFunction> = {
  toDate: { min: 1, max: 1, print: toDate },
  toDateTime: { min: 1, max: 1, print: toDateTime },

  toMonday: startOf('week', 'date'),
  // PostHog's week begins on Sunday unless the project says otherwise; a mode makes a question portable.
  toStartOfWeek: oneOrTwo('date', startOfWeek),
  toStartOfMonth: startOf('month', 'date'),
  toStartOfQuarter: startOf('quarter', 'date'),
  toStartOfYear: startOf('year', 'date'),
  toStartOfDay: startOf('day', 'datetime', 2),
  toStartOfHour: startOf('hour', 'datetime'),
  toStartOfMinute: startOf('minute', 'datetime'),
  toStartOfFiveMinutes: startOfMinutes(5),
  toStartOfTenMinutes: startOfMinutes(10),
  toStartOfFifteenMinutes: startOfMinutes(15),
  toStartOfInterval,
  dateTrunc,
  date_trunc: dateTrunc,
  toLastDayOfMonth: one('date', (time) => `last_day(${moment(time)})`),

  toYear: part('year'),
  toQuarter: part('quarter'),
  toMonth: part('month'),
  toDayOfMonth: part('day'),
  toDayOfWeek: part('isodow'),
  toDayOfYear: part('dayofyear'),
  toISOWeek: part('weekofyear'),
  toHour: part('hour'),
  toMinute: part('minute'),
  toSecond: part('second'),
  toYYYYMM: one('number', (time) => `CAST(strftime(${moment(time)}, '%Y%m') AS BIGINT)`),
  toYYYYMMDD: one('number', (time) => `CAST(strftime(${moment(time)}, '%Y%m%d') AS BIGINT)`),
  toUnixTimestamp: one(
    'number',
    (time) => `CAST(floor(epoch(${moment({ ...time, zone: undefined })})) AS BIGINT)`,
  ),
  fromUnixTimestamp: {
    min: 1,
    max: 1,
    print: (args, zone) => {
      const seconds = argument(args, 0);
      if (seconds.type !== 'number')
        throw queryError('fromUnixTimestamp takes a number. Cast text with toInt(…).');
      return {
        sql: asDatetime(seconds),
        type: 'datetime',
        nullable: seconds.nullable,
        wholeSeconds: true,
        zone,
      };
    },
  },
  monthName: one('text', (time) => `strftime(${moment(time)}, '%B')`),
  formatDateTime,
  toTimeZone: { min: 2, max: 2, print: (args) => inZone(argument(args, 0), argument(args, 1)) },

  dateDiff,
  date_diff: dateDiff,
  dateAdd: dateShift('+'),
  dateSub: dateShift('-'),
  ...Object.fromEntries(
    Object.keys(intervals).flatMap((unit) => [
      [`add${unit}s`, shift('+', unit)],
      [`subtract${unit}s`, shift('-', unit)],
      [`toInterval${unit}`, intervalOf(unit)],
    ]),
  ),
};
