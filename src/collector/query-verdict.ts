import { isDay, type Day } from '../library/dates.ts';
import type { Cell } from '../usage/snapshot/answer.ts';
import {
  aroundDay,
  firstUseHogql,
  revisionsAfterHogql,
  sinceDay,
  useAroundChangeHogql,
} from '../usage/questions/use-around-change.ts';
import { buildVerdict, type ChangeVerdict } from '../usage/verdict/verdict.ts';
import { horizonsOver } from '../usage/verdict/verdict-window.ts';
import type { RunQuery } from './query.ts';
import { queryAllPages } from './take-snapshot.ts';

/** Asks what a verdict needs, and builds it. Asks nothing where nothing can be judged yet. */
export async function queryVerdict(
  runQuery: RunQuery,
  change: Parameters<typeof buildVerdict>[0],
  today: Day,
): Promise<ChangeVerdict> {
  const day = change.merge.mergedAt.slice(0, 10);
  const around = new Map<number, Cell[][]>();
  const over = change.changed.length === 0 ? [] : horizonsOver(day, today);
  if (over.length === 0)
    return buildVerdict(change, { around, revisions: [], countedSince: undefined }, today);
  for (const days of over)
    around.set(
      days,
      await queryAllPages(runQuery, { hogql: useAroundChangeHogql, values: aroundDay(day, days) }),
    );
  const revisions = await queryAllPages(runQuery, {
    hogql: revisionsAfterHogql,
    values: sinceDay(day, today),
  });
  const first = String((await runQuery(firstUseHogql, {})).rows[0]?.[0] ?? '').slice(0, 10);
  return buildVerdict(change, { around, revisions, countedSince: isDay(first) ? first : undefined }, today);
}
