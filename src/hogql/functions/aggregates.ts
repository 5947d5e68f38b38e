import { queryError } from '../hogql-error.ts';
import { asCounted, asShown, emptyValue, traitsOf, uuidOrder, withoutNan, type Sql } from '../sql.ts';
import { filtered, type AggregateCall, type HogqlAggregate } from './hogql-aggregate.ts';
import { argument } from './hogql-function.ts';
import { windowFunnel } from './window-funnel.ts';

/** The value of an aggregate over no row at all: NULL where its arguments can be NULL, else what stands for nothing. */
function orEmpty(call: string, args: readonly Sql[], value: Omit<Sql, 'sql' | 'nullable'>): Sql {
  const nullable = args.some((arg) => arg.nullable || arg.type === 'unknown');
  const empty = nullable ? undefined : emptyValue(value.type);
  return empty === undefined
    ? { ...value, sql: call, nullable: true }
    : { ...value, sql: `coalesce(${call}, ${empty})`, nullable: false };
}

/** The argument as a number; text is refused with what to write instead. */
function numberOf(args: readonly Sql[]): Sql {
  const value = asCounted(argument(args, 0));
  if (value.type === 'number' || value.type === 'unknown' || value.type === 'null') return value;
  throw queryError(`This aggregate takes numbers, not a ${value.type}. Cast text with toFloat(…).`);
}

const sum: HogqlAggregate = {
  min: 1,
  max: 1,
  honours: ['distinct'],
  print: ({ args, distinct, when }) => {
    const value = numberOf(args);
    const call = filtered(`sum(${distinct ? 'DISTINCT ' : ''}${value.sql})`, [when]);
    const counted = value.counted === true || args[0]?.type === 'flag' || args[0]?.type === 'boolean';
    return orEmpty(`CAST(${call} AS DOUBLE)`, args, { type: 'number', mayBeNan: value.mayBeNan, counted });
  },
};

/** A mean or its like: over no row NULL where the argument can be NULL, else NaN. */
function orNan(call: string, value: Sql): Sql {
  if (value.nullable || value.type === 'unknown')
    return { sql: call, type: 'number', nullable: true, mayBeNan: value.mayBeNan };
  return { sql: `coalesce(${call}, 'nan'::DOUBLE)`, type: 'number', nullable: false, mayBeNan: true };
}

const avg: HogqlAggregate = {
  min: 1,
  max: 1,
  honours: ['distinct'],
  print: ({ args, distinct, when }) => {
    const value = numberOf(args);
    return orNan(filtered(`avg(${distinct ? 'DISTINCT ' : ''}${value.sql})`, [when]), value);
  },
};

/** The smallest or largest value; NaN is neither, and uuids have an order of their own. */
function extreme(name: 'min' | 'max'): HogqlAggregate {
  return {
    min: 1,
    max: 1,
    print: ({ args, when }) => {
      const value = argument(args, 0);
      const call =
        value.type === 'uuid'
          ? `arg_${name}(${value.sql}, ${uuidOrder(value.sql)})`
          : `${name}(${withoutNan(value)})`;
      return orEmpty(filtered(call, [when]), args, { ...value, mayBeNan: false });
    },
  };
}

const any: HogqlAggregate = {
  min: 1,
  max: 1,
  print: ({ args, when }) => {
    const value = argument(args, 0);
    return orEmpty(filtered(`any_value(${value.sql})`, [when]), args, value);
  },
};

/** Distinct values, NULLs left out. Exact, where PostHog's `uniq` is approximate above some 65,000 values. */
const uniq: HogqlAggregate = {
  min: 1,
  max: 5,
  print: ({ args, when }) => {
    if (args.length === 1)
      return {
        sql: filtered(`count(DISTINCT ${argument(args, 0).sql})`, [when]),
        type: 'number',
        nullable: false,
        counted: true,
      };
    const present = args.map((arg) => `${arg.sql} IS NOT NULL`);
    const row = `row(${args.map((arg) => arg.sql).join(', ')})`;
    return {
      sql: filtered(`count(DISTINCT ${row})`, [...present, when]),
      type: 'number',
      nullable: false,
      counted: true,
    };
  },
};

const count: HogqlAggregate = {
  min: 0,
  max: 1,
  honours: ['distinct'],
  print: (call) => {
    if (call.distinct) return uniq.print(call);
    return {
      sql: filtered(`count(${call.args[0]?.sql ?? '*'})`, [call.when]),
      type: 'number',
      nullable: false,
      counted: true,
    };
  },
};

function byOther(name: string): HogqlAggregate {
  return {
    min: 2,
    max: 2,
    print: ({ args, when }) => {
      const [value, by] = [argument(args, 0), argument(args, 1)];
      const order = by.type === 'uuid' ? uuidOrder(by.sql) : withoutNan(by);
      return orEmpty(filtered(`${name}(${value.sql}, ${order})`, [when]), args, value);
    },
  };
}

/** Between the two values nearest to the level, in proportion. */
function quantileAt(level: string, { args, when }: AggregateCall): Sql {
  if (!/^(?:0(?:\.\d+e0)?|1)$/.test(level))
    throw queryError('The level of a quantile is a number from 0 to 1, as in quantile(0.9)(x).');
  const call = `quantile_cont(${withoutNan(numberOf(args))}, ${level})`;
  return orNan(filtered(call, [when]), numberOf(args));
}

const quantile: HogqlAggregate = {
  min: 1,
  max: 1,
  honours: ['params'],
  print: (call) => quantileAt(call.params[0]?.sql ?? '', call),
};
const median: HogqlAggregate = { min: 1, max: 1, print: (call) => quantileAt('0.5e0', call) };

/** Deviation or variance. */
function spread(name: string): HogqlAggregate {
  return {
    min: 1,
    max: 1,
    print: ({ args, when }) => {
      const value = numberOf(args);
      return orNan(filtered(`${name}(${withoutNan(value)})`, [when]), value);
    },
  };
}

function list(distinct: boolean): HogqlAggregate {
  return {
    min: 1,
    max: 1,
    print: ({ args, when }) => {
      const shown = asShown(argument(args, 0));
      const { sql: value } = shown;
      const call = filtered(`list(${distinct ? 'DISTINCT ' : ''}${value})`, [`${value} IS NOT NULL`, when]);
      return {
        sql: `coalesce(${call}, [])`,
        type: 'array',
        nullable: false,
        item: { ...traitsOf(shown), nullable: false },
      };
    },
  };
}

/** Every aggregate of the dialect. Each also exists as `…If`, with a condition as its last argument. */
export const aggregates: Record<string, HogqlAggregate> = {
  count,
  uniq,
  uniqExact: uniq,
  countDistinct: uniq,
  sum,
  avg,
  min: extreme('min'),
  max: extreme('max'),
  any,
  median,
  quantile,
  argMin: byOther('arg_min'),
  argMax: byOther('arg_max'),
  stddevPop: spread('stddev_pop'),
  stddevSamp: spread('stddev_samp'),
  varPop: spread('var_pop'),
  varSamp: spread('var_samp'),
  windowFunnel,
  groupArray: list(false),
  groupUniqArray: list(true),
};

/** The aggregate of that name, `…If` taken off; undefined when there is none. */
export function findAggregate(name: string): { aggregate: HogqlAggregate; conditional: boolean } | undefined {
  const aggregate = Object.hasOwn(aggregates, name) ? aggregates[name] : undefined;
  if (aggregate !== undefined) return { aggregate, conditional: false };
  const base = name.endsWith('If') ? name.slice(0, -2) : '';
  const conditional = Object.hasOwn(aggregates, base) ? aggregates[base] : undefined;
  return conditional === undefined ? undefined : { aggregate: conditional, conditional: true };
}
