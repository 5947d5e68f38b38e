export type QuestionId =
  | 'use-per-asset'
  | 'weekly-active-reps-by-team'
  | 'coverage-of-eligible-reps'
  | 'never-used'
  | 'top-searches'
  | 'empty-searches';
export type Cell = string | number | null;
export interface AnswerColumn {
  name: string;
  label: string;
  type: 'text' | 'number' | 'share' | 'week' | 'asset' | 'team' | 'product';
}
export interface Answer {
  id: QuestionId;
  title: string;
  asks: string;
  hogql: string;
  state: 'ready' | 'no-data' | 'failed';
  problem?: string;
  columns: AnswerColumn[];
  rows: Cell[][];
  withheld: number;
  withheldNote: string;
}
export interface Snapshot {
  madeAt: string;
  today: string;
  source: 'embedded' | 'posthog' | 'none';
  events: number;
  answers: Answer[];
}
