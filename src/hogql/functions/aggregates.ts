import { queryError } from '../hogql-error.ts';
import type { Sql, ValueType } from '../sql.ts';
import { argument } from './hogql-function.ts';

/** How an aggregate is called: `name(params)(DISTINCT args)` with the condition of an `…If` or a FILTER. */
export interface AggregateCall {
  args: readonly Sql[];
  params: readonly Sql[];
  distinct: boolean;
  /** SQL of the condition, or undefined for every row. */
  when: string | undefined;
}

export interface HogqlAggregate {
  min: number;
  max: number;
  print: (call: AggregateCall) => Sql;
}

function filtered(sql: string, conditions: readonly (string | undefined)[]): string {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? sql : `${sql} FILTER (WHERE ${given.join(' AND ')})`;
}

function plain(name: string, type: ValueType | 'of-argument', cast?: string): HogqlAggregate {
  return {
    min: 1,
    max: 1,
    print: ({ args, distinct, when }) => {
      const value = argument(args, 0);
      const call = filtered(`${name}(${distinct ? 'DISTINCT ' : ''}${value.sql})`, [when]);
      return {
        sql: cast === undefined ? call : `CAST(${call} AS ${cast})`,
        type: type === 'of-argument' ? value.type : type,
        nullable: true,
      };
    },
  };
}

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
      };
    const present = args.map((arg) => `${arg.sql} IS NOT NULL`);
    const row = `row(${args.map((arg) => arg.sql).join(', ')})`;
    return { sql: filtered(`count(DISTINCT ${row})`, [...present, when]), type: 'number', nullable: false };
  },
};

const count: HogqlAggregate = {
  min: 0,
  max: 5,
  print: (call) => {
    if (call.distinct) return uniq.print(call);
    if (call.args.length > 1) throw queryError('count takes one argument, or several after DISTINCT.');
    return {
      sql: filtered(`count(${call.args[0]?.sql ?? '*'})`, [call.when]),
      type: 'number',
      nullable: false,
    };
  },
};

function byOther(name: string): HogqlAggregate {
  return {
    min: 2,
    max: 2,
    print: ({ args, when }) => ({
      sql: filtered(`${name}(${argument(args, 0).sql}, ${argument(args, 1).sql})`, [when]),
      type: argument(args, 0).type,
      nullable: true,
    }),
  };
}

const quantile: HogqlAggregate = {
  min: 1,
  max: 1,
  print: ({ args, params, when }) => {
    const level = params[0]?.sql ?? '0.5';
    if (!/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/.test(level))
      throw queryError('The level of a quantile is a number from 0 to 1.');
    return {
      sql: filtered(`quantile_cont(${argument(args, 0).sql}, ${level})`, [when]),
      type: 'number',
      nullable: true,
    };
  },
};

function list(distinct: boolean): HogqlAggregate {
  return {
    min: 1,
    max: 1,
    print: ({ args, when }) => {
      const value = argument(args, 0).sql;
      const call = filtered(`list(${distinct ? 'DISTINCT ' : ''}${value})`, [`${value} IS NOT NULL`, when]);
      return { sql: `coalesce(${call}, [])`, type: 'array', nullable: false };
    },
  };
}

/** Every aggregate of the dialect. Each also exists as `…If`, with a condition as its last argument. */
export const aggregates: Record<string, HogqlAggregate> = {
  count,
  uniq,
  uniqExact: uniq,
  sum: plain('sum', 'number', 'DOUBLE'),
  avg: plain('avg', 'number'),
  min: plain('min', 'of-argument'),
  max: plain('max', 'of-argument'),
  any: plain('any_value', 'of-argument'),
  median: quantile,
  quantile,
  argMin: byOther('arg_min'),
  argMax: byOther('arg_max'),
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
