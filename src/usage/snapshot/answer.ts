/** A value in a table of an answer; null is what is not known. A number of people under ten is `UNDER_TEN`. */
export type Cell = string | number | null;

/** A rounded number of people below this is shown as under ten. Promised to reps and to works councils; not a setting. */
export const LEAST_SHOWN = 10;

/** Stands wherever the rounded number of people is under ten, nobody included; it is never an empty field or a nought. */
export const UNDER_TEN = 'under 10';

/**
 * One column of an answer. An `asset`, `team` or `product` cell holds its id, a `week` the Monday it begins on
 * (`2026-11-16`), a `share` 0 to 1.
 */
export interface AnswerColumn {
  name: string;
  label: string;
  type: 'text' | 'number' | 'share' | 'week' | 'asset' | 'team' | 'product';
}
