import { queryError } from '../hogql-error.ts';
import { asBoolean, asShown, withoutNan, type Sql, type ValueType } from '../sql.ts';

/** One function of the dialect: how many arguments it takes and how it is printed for DuckDB. */
export interface HogqlFunction {
  min: number;
  max: number;
  /** `zone` is the project's, for what names none. */
  print: (args: readonly Sql[], zone?: string) => Sql;
}

/** As many arguments as anybody writes. */
export const MANY = 100;

/** The argument at an index that `min` has promised. */
export function argument(args: readonly Sql[], index: number): Sql {
  const arg = args[index];
  if (arg === undefined) throw queryError('A function is called with too few arguments.');
  return arg;
}

/** Whether any of the values can be NULL. */
export function anyNullable(args: readonly Sql[]): boolean {
  return args.some((arg) => arg.nullable || arg.type === 'null');
}

/** Whether any of the values can be NaN. */
function anyNan(args: readonly Sql[]): boolean {
  return args.some((arg) => arg.mayBeNan === true);
}

/** Arguments as they stand between brackets. */
export function commaSeparated(args: readonly Sql[]): string {
  return args.map((arg) => arg.sql).join(', ');
}

/** The type of a choice between values: theirs when they agree. */
export function commonType(values: readonly Sql[]): ValueType {
  const types = new Set(values.map((value) => value.type).filter((type) => type !== 'null'));
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : 'unknown';
}

/** Values that one of them is chosen from, brought to one type, and what is known of the choice. */
export function alike(values: readonly Sql[]): { values: readonly Sql[]; traits: Omit<Sql, 'sql'> } {
  const types = new Set(values.map(({ type }) => type));
  let shown = types.has('flag') && types.has('number') ? values.map(asShown) : values;
  // A property beside a truth is one.
  if (types.has('boolean') || (types.has('flag') && !types.has('number')))
    shown = shown.map((value) => (value.loose === true ? asBoolean(value) : value));
  const zones = new Set(shown.filter(({ type }) => type === 'datetime').map(({ zone }) => zone));
  if (zones.size > 1) throw queryError('One value is chosen from times of several time zones. Use one zone.');
  return {
    values: shown,
    traits: {
      type: commonType(shown),
      nullable: anyNullable(shown),
      mayBeNan: anyNan(shown),
      wholeSeconds: shown.every(({ type, wholeSeconds }) => type === 'null' || wholeSeconds === true),
      counted: shown.every(({ type, counted }) => type === 'null' || counted === true),
      item: shown.find(({ item }) => item !== undefined)?.item,
      zone: [...zones][0],
      loose: shown.every(({ type, loose }) => type === 'null' || loose === true),
    },
  };
}

/** NULL in, NULL out: a function whose SQL is made from one argument. */
export function one(type: ValueType, print: (value: Sql) => string): HogqlFunction {
  return {
    min: 1,
    max: 1,
    print: (args) => {
      const value = argument(args, 0);
      return {
        sql: print(value),
        type,
        nullable: anyNullable(args),
        mayBeNan: type === 'number' && anyNan(args),
      };
    },
  };
}

/** NULL in, NULL out, two arguments. */
export function two(type: ValueType, print: (first: Sql, second: Sql) => string): HogqlFunction {
  return {
    min: 2,
    max: 2,
    print: (args) => ({
      sql: print(argument(args, 0), argument(args, 1)),
      type,
      nullable: anyNullable(args),
      mayBeNan: type === 'number' && anyNan(args),
    }),
  };
}

/** NULL in, NULL out, the second argument may be left out. */
export function oneOrTwo(type: ValueType, print: (first: Sql, second?: Sql) => string): HogqlFunction {
  return {
    min: 1,
    max: 2,
    print: (args) => ({
      sql: print(argument(args, 0), args[1]),
      type,
      nullable: anyNullable(args),
      mayBeNan: type === 'number' && anyNan(args),
    }),
  };
}

/** A function that can give NULL where none went in. */
export function maybe(fn: HogqlFunction): HogqlFunction {
  return { ...fn, print: (args) => ({ ...fn.print(args), nullable: true }) };
}

/** A function that can give NaN. */
export function maybeNan(fn: HogqlFunction): HogqlFunction {
  return { ...fn, print: (args) => ({ ...fn.print(args), mayBeNan: true }) };
}

/** A function that counts: whole and never below zero. */
export function counting(fn: HogqlFunction): HogqlFunction {
  return { ...fn, print: (args) => ({ ...fn.print(args), counted: true }) };
}

/** The smallest or largest of some values; NULL and NaN are passed over. */
export function extreme(name: 'least' | 'greatest'): HogqlFunction {
  return {
    min: 2,
    max: 2,
    print: (args) => {
      const { values, traits } = alike(args);
      // Where one of them can be NULL the type of ClickHouse can, which shows behind LEFT JOIN.
      const nullable = anyNullable(values) || values.every((value) => value.mayBeNan === true);
      return { ...traits, sql: `${name}(${values.map(withoutNan).join(', ')})`, nullable, mayBeNan: false };
    },
  };
}
