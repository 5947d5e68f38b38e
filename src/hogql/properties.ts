/**
 * How the text of a property comes out of JSON, as PostHog reads it from a column it keeps for a property
 * (posthog/hogql/printer, `mat_…`): the JSON of the value without the quotes around it, so that a quote, a backslash
 * or a line break inside a text keeps its escape; '' and 'null' are NULL.
 */

/** SQL of a property's text. `json` is SQL of the JSON of the value, or NULL. */
export function readPropertyText(json: string): string {
  const raw = `CAST(${json} AS VARCHAR)`;
  const inside = `CASE WHEN starts_with(${raw}, '"') THEN substring(${raw}, 2, length(${raw}) - 2) ELSE ${raw} END`;
  return `nullif(nullif(${inside}, ''), 'null')`;
}

const NUMBER = '[+-]?(([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|(?i:inf(inity)?))';

/** SQL of the number that a text is, or NULL. Stricter than DuckDB's cast: no blanks, no `1_000`, no `nan`. */
export function readNumber(text: string): string {
  return `TRY_CAST(CASE WHEN regexp_full_match(${text}, '${NUMBER}') THEN ${text} END AS DOUBLE)`;
}
