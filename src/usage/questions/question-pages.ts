import type { Cell } from '../snapshot/answer.ts';
import type { QuestionValues } from './periods.ts';

/** A text in HogQL with the values of its placeholders. */
export interface QuestionText {
  hogql: string;
  values: QuestionValues;
}

/** Every question ends like this: an order down to a tie-breaker, and how many rows one answer holds. */
const ENDING = /\nORDER BY (.+)\nLIMIT (\d+)$/;

interface Place {
  column: string;
  isDescending: boolean;
  after: Cell;
}

/** Whether a row comes behind the one at these places, in their order. */
function behind([first, ...rest]: readonly Place[], index = 0): string {
  if (first === undefined) return '';
  const placeholder = `{after_${String(index)}}`;
  const further = `${first.column} ${first.isDescending ? '<' : '>'} ${placeholder}`;
  if (rest.length === 0) return further;
  return `${further} OR (${first.column} = ${placeholder} AND (${behind(rest, index + 1)}))`;
}

/**
 * The text that asks for the rows behind a full answer; undefined when the answer was not full, so that there are none.
 * Asks for what comes after the last row instead of counting rows off: PostHog takes no OFFSET from a key. Undefined
 * too where the last row holds no value to go on from.
 */
export function buildNextPageQuery(
  { hogql, values }: QuestionText,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): QuestionText | undefined {
  const [ending = '', order = '', limit = ''] = ENDING.exec(hogql) ?? [];
  const last = rows.at(-1);
  if (last === undefined || limit === '' || rows.length < Number(limit)) return undefined;
  const places = order.split(', ').map((term): Place => {
    const [column = '', direction] = term.split(' ');
    return { column, isDescending: direction === 'DESC', after: last[columns.indexOf(column)] ?? null };
  });
  const known = places.flatMap(({ after }, index): [string, string | number][] =>
    after === null ? [] : [[`after_${String(index)}`, after]],
  );
  if (known.length < places.length) return undefined;
  return {
    hogql: `SELECT ${columns.join(', ')}\nFROM (\n${hogql.slice(0, -ending.length)}\n)\nWHERE ${behind(places)}${ending}`,
    values: { ...values, ...Object.fromEntries(known) },
  };
}
