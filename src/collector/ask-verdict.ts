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
import type { Ask } from './ask.ts';
import { askEveryPage } from './take-snapshot.ts';

/** Asks what a verdict needs, and builds it. Asks nothing where nothing can be judged yet. */
export async function askVerdict(
  ask: Ask,
  change: Parameters<typeof buildVerdict>[0],
  today: Day,
): Promise<ChangeVerdict> {
  const day = change.merge.mergedAt.slice(0, 10);
  const around = new Map<number, Cell[][]>();
  const over = change.changed.length === 0 ? [] : horizonsOver(day, today);
  if (over.length === 0)
    return buildVerdict(change, { around, revisions: [], countedSince: undefined }, today);
  for (const days of over)
    around.set(days, await askEveryPage(ask, { hogql: useAroundChangeHogql, values: aroundDay(day, days) }));
  const revisions = await askEveryPage(ask, { hogql: revisionsAfterHogql, values: sinceDay(day, today) });
  const first = String((await ask(firstUseHogql, {})).rows[0]?.[0] ?? '').slice(0, 10);
  return buildVerdict(change, { around, revisions, countedSince: isDay(first) ? first : undefined }, today);
}
