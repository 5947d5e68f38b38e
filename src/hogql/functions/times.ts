import { queryError } from '../hogql-error.ts';
import { asDate, asDatetime, type Sql } from '../sql.ts';
import { anyNullable, argument, one, oneOrTwo, type HogqlFunction } from './hogql-function.ts';

/** `toStartOf…`: PostHog gives a day for a week and longer, a point in time for a day and shorter. */
function startOf(unit: string, type: 'date' | 'datetime'): HogqlFunction {
  const sqlType = type === 'date' ? 'DATE' : 'TIMESTAMP';
  return one(type, (time) => `CAST(date_trunc('${unit}', ${asDatetime(time)}) AS ${sqlType})`);
}

function part(name: string): HogqlFunction {
  return one('number', (time) => `${name}(${asDatetime(time)})`);
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

function cast(type: 'date' | 'datetime', print: (value: Sql) => string): HogqlFunction {
  return {
    min: 1,
    max: 1,
    print: (args) => {
      const value = argument(args, 0);
      const certain = value.type === 'date' || value.type === 'datetime';
      return { sql: print(value), type, nullable: value.nullable || !certain };
    },
  };
}

function shiftDays(sign: '+' | '-'): HogqlFunction {
  return {
    min: 2,
    max: 2,
    print: (args) => {
      const time = argument(args, 0);
      const sum = `(${asDatetime(time)} ${sign} to_days(CAST(${argument(args, 1).sql} AS INTEGER)))`;
      return time.type === 'date'
        ? { sql: `CAST(${sum} AS DATE)`, type: 'date', nullable: anyNullable(args) }
        : { sql: sum, type: 'datetime', nullable: true };
    },
  };
}

const UNITS = /^'(?:second|minute|hour|day|week|month|quarter|year)'$/;
/** ClickHouse's week modes that begin on Monday. */
const MONDAY_MODES = new Set(['1', '3', '5', '7']);

export const times: Record<string, HogqlFunction> = {
  toDate: cast('date', asDate),
  toDateTime: cast('datetime', asDatetime),

  toMonday: startOf('week', 'date'),
  // PostHog's week begins on Sunday unless the project says otherwise; a mode makes a question portable.
  toStartOfWeek: oneOrTwo('date', (time, mode) =>
    mode !== undefined && MONDAY_MODES.has(mode.sql)
      ? `CAST(date_trunc('week', ${asDatetime(time)}) AS DATE)`
      : `CAST(date_trunc('week', ${asDatetime(time)} + to_days(1)) - to_days(1) AS DATE)`,
  ),
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
  toUnixTimestamp: one('number', (time) => `CAST(floor(epoch(${asDatetime(time)})) AS BIGINT)`),

  dateDiff: {
    min: 3,
    max: 3,
    print: (args) => {
      const unit = argument(args, 0).sql;
      if (!UNITS.test(unit))
        throw queryError(
          "dateDiff counts in 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter' or 'year'.",
        );
      const [from, to] = [asDatetime(argument(args, 1)), asDatetime(argument(args, 2))];
      return { sql: `date_diff(${unit}, ${from}, ${to})`, type: 'number', nullable: anyNullable(args) };
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
