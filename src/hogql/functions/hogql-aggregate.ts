import type { Sql } from '../sql.ts';

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
  /** What of a call it makes use of, beside arguments and condition. The rest is refused where it is written. */
  honours?: readonly ('distinct' | 'params')[];
  print: (call: AggregateCall) => Sql;
}

/** An aggregate over the rows for which all conditions hold. */
export function filtered(sql: string, conditions: readonly (string | undefined)[]): string {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? sql : `${sql} FILTER (WHERE ${given.join(' AND ')})`;
}
