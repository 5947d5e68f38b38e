import { queryError } from '../hogql-error.ts';
import { asShown, type Sql } from '../sql.ts';
import { maybe, maybeNan, one, oneOrTwo, two, type HogqlFunction } from './hogql-function.ts';

/** SQL of an argument that must be a number; a flag counts as 0 or 1. */
function number(value: Sql): string {
  const shown = asShown(value);
  if (['number', 'unknown', 'null'].includes(shown.type)) return shown.sql;
  throw queryError('This function takes a number. Cast text with toFloat(…).');
}

/** ClickHouse's answer where there is none; DuckDB would stop with an error. */
function where(condition: string, answer: string): string {
  return `(CASE WHEN ${condition} THEN ${answer} END)`;
}

export const numbers: Record<string, HogqlFunction> = {
  abs: one('number', (value) => `abs(${number(value)})`),
  ceil: one('number', (value) => `ceil(${number(value)})`),
  floor: one('number', (value) => `floor(${number(value)})`),
  // ClickHouse rounds halves to the even neighbour.
  round: oneOrTwo('number', (value, digits) => {
    const of = `CAST(${number(value)} AS DOUBLE)`;
    return `(CASE WHEN isfinite(${of}) THEN round_even(${of}, ${digits?.sql ?? '0'}) ELSE ${of} END)`;
  }),
  sqrt: maybeNan(
    one('number', (value) => {
      const of = number(value);
      return `coalesce(${where(`${of} >= 0`, `sqrt(${of})`)}, ${where(`${of} IS NOT NULL`, "'nan'::DOUBLE")})`;
    }),
  ),
  exp: one('number', (value) => `exp(${number(value)})`),
  log: maybeNan(
    one('number', (value) => {
      const of = number(value);
      return `(CASE WHEN ${of} > 0 THEN ln(${of}) WHEN ${of} = 0 THEN '-inf'::DOUBLE WHEN ${of} IS NOT NULL THEN 'nan'::DOUBLE END)`;
    }),
  ),
  pow: maybeNan(two('number', (value, power) => `pow(${number(value)}, ${number(power)})`)),
  log10: maybeNan(
    one('number', (value) => {
      const of = number(value);
      return `(CASE WHEN ${of} > 0 THEN log10(${of}) WHEN ${of} = 0 THEN '-inf'::DOUBLE WHEN ${of} IS NOT NULL THEN 'nan'::DOUBLE END)`;
    }),
  ),
  isNaN: one('flag', (value) => `isnan(CAST(${number(value)} AS DOUBLE))`),
  intDiv: maybe(
    two('number', (left, right) => `TRY_CAST(trunc(${number(left)} / ${number(right)}) AS BIGINT)`),
  ),
};
