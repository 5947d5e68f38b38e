import { queryError } from './hogql-error.ts';
import type { JoinNode, SelectNode } from './syntax.ts';

/** Clauses that the dialect leaves out, each with what to write instead. */
export function checkClauses(query: SelectNode): void {
  if ((query.offset ?? null) !== null)
    throw queryError('OFFSET is not supported. Ask for the next rows by a condition on the last one seen.');
  if (query.limit_with_ties === true) throw queryError('LIMIT WITH TIES is not in the dialect.');
  if ((query.prewhere ?? null) !== null) throw queryError('PREWHERE is not in the dialect. Use WHERE.');
  if ((query.qualify ?? null) !== null)
    throw queryError('QUALIFY is not in the dialect. Use a query around this one.');
  if ((query.array_join_op ?? null) !== null) throw queryError('ARRAY JOIN is not in the dialect.');
  if ((query.group_by_mode ?? null) !== null)
    throw queryError('This form of GROUP BY is not in the dialect.');
  if ((query.window_exprs ?? null) !== null)
    throw queryError('Named windows are not in the dialect. Write OVER (…).');
}

/** What may stand beside a table in FROM. */
export function checkJoin(join: JoinNode): void {
  if ((join.sample ?? null) !== null) throw queryError('SAMPLE is not in the dialect.');
  if (join.table_final === true) throw queryError('FINAL is not in the dialect.');
  if ((join.table_args ?? null) !== null) throw queryError('Table functions are not supported.');
  if ((join.column_aliases ?? null) !== null)
    throw queryError('Names for columns behind a table are not in the dialect.');
}
