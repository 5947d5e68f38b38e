import { queryError } from '../hogql-error.ts';
import { asDate, asDatetime, type Sql } from '../sql.ts';
import { anyNullable, argument, one, oneOrTwo, type HogqlFunction } from './hogql-function.ts';

/** SQL of an argument that must be a day or a point in time, as the latter. */
function moment(value: Sql): string {
  if (['date', 'datetime', 'unknown', 'null'].includes(value.type)) return asDatetime(value);
  throw queryError('This function takes a day or a time. Cast text with toDateTime(…).');
}

/** `toStartOf…`: PostHog gives a day for a week and longer, a point in time for a day and shorter. */
function startOf(unit: string, type: 'date' | 'datetime'): HogqlFunction {
  const sqlType = type === 'date' ? 'DATE' : 'TIMESTAMP';
  const fn = one(type, (time) => `CAST(date_trunc('${unit}', ${moment(time)}) AS ${sqlType})`);
  return { ...fn, print: (args) => ({ ...fn.print(args), wholeSeconds: true }) };
}

function part(name: string): HogqlFunction {
  return one('number', (time) => `${name}(${moment(time)})`);
}

function interval(print: (count: string) => string, wholeDays: boolean): HogqlFunction {
  return {
    min: 1,
    max: 1,
    print: (args) => ({
      sql: print(`CAST(${argument(args, 0).sql} AS INTEGER)`),
      type: 'interval',
      nullable: anyNullable(args),
      ...(wholeDays ? { wholeDays: true as const } : {}),
    }),
  };
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

function toDateTime(args: readonly Sql[]): Sql {
  const value = castable('toDateTime', args, ['text', 'number', 'date', 'datetime', 'unknown', 'null']);
  const certain = value.type === 'date' || value.type === 'datetime';
  const isTime = value.type === 'datetime' && value.wholeSeconds !== true;
  return {
    // PostHog reads a time once more as one of whole seconds.
    sql: isTime ? `date_trunc('second', ${value.sql})` : asDatetime(value),
    type: 'datetime',
    nullable: value.nullable || !certain,
    wholeSeconds: certain || value.type === 'number' || WHOLE_SECONDS.test(value.sql),
  };
}

function shiftDays(sign: '+' | '-'): HogqlFunction {
  return {
    min: 2,
    max: 2,
    print: (args) => {
      const time = argument(args, 0);
      const sum = `(${moment(time)} ${sign} to_days(CAST(${argument(args, 1).sql} AS INTEGER)))`;
      return time.type === 'date'
        ? { sql: `CAST(${sum} AS DATE)`, type: 'date', nullable: anyNullable(args) }
        : { ...time, sql: sum, type: 'datetime', nullable: anyNullable(args) };
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

/** Borders of a unit that lie between two times. DuckDB counts weeks from the first time on, not Mondays. */
function countBorders(unit: string, from: string, to: string): string {
  if (unit !== `'week'`) return `date_diff(${unit}, ${from}, ${to})`;
  return `(date_diff('day', date_trunc('week', ${from}), date_trunc('week', ${to})) // 7)`;
}

export const times: Record<string, HogqlFunction> = {
  toDate: { min: 1, max: 1, print: toDate },
  toDateTime: { min: 1, max: 1, print: toDateTime },

  toMonday: startOf('week', 'date'),
  // PostHog's week begins on Sunday unless the project says otherwise; a mode makes a question portable.
  toStartOfWeek: oneOrTwo('date', startOfWeek),
  toStartOfMonth: startOf('month', 'date'),
  toStartOfQuarter: startOf('quarter', 'date'),
  toStartOfYear: startOf('year', 'date'),
  toStartOfDay: startOf('day', 'datetime'),
  toStartOfHour: startOf('hour', 'datetime'),
  toStartOfMinute: startOf('minute', 'datetime'),

  toYear: part('year'),
  toQuarter: part('quarter'),
  toMonth: part('month'),
  toDayOfMonth: part('day'),
  toDayOfWeek: part('isodow'),
  toHour: part('hour'),
  toUnixTimestamp: one('number', (time) => `CAST(floor(epoch(${moment(time)})) AS BIGINT)`),

  dateDiff: {
    min: 3,
    max: 3,
    print: (args) => {
      const unit = argument(args, 0).sql;
      if (!UNITS.test(unit))
        throw queryError(
          "dateDiff counts in 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter' or 'year'.",
        );
      const [from, to] = [moment(argument(args, 1)), moment(argument(args, 2))];
      return { sql: countBorders(unit, from, to), type: 'number', nullable: anyNullable(args) };
    },
  },
  addDays: shiftDays('+'),
  subtractDays: shiftDays('-'),

  toIntervalSecond: interval((count) => `to_seconds(${count})`, false),
  toIntervalMinute: interval((count) => `to_minutes(${count})`, false),
  toIntervalHour: interval((count) => `to_hours(${count})`, false),
  toIntervalDay: interval((count) => `to_days(${count})`, true),
  toIntervalWeek: interval((count) => `to_weeks(${count})`, true),
  toIntervalMonth: interval((count) => `to_months(${count})`, true),
  toIntervalQuarter: interval((count) => `to_months(3 * ${count})`, true),
  toIntervalYear: interval((count) => `to_years(${count})`, true),
};
