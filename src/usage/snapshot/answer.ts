/** A value in a table of an answer; null is what may not be shown or is not known. */
export type Cell = string | number | null;

/** One column of an answer. An `asset`, `team` or `product` cell holds its id, a `week` the Monday it begins on, a `share` 0 to 1. */
export interface AnswerColumn {
  name: string;
  label: string;
  type: 'text' | 'number' | 'share' | 'week' | 'asset' | 'team' | 'product';
}
