import type { EventName } from '../events.ts';
import { happened } from './activity.ts';
import { SPAN_DAYS } from './span-days.ts';

/** The team of a person as they named it last. */
const TEAM = "coalesce(nullIf(argMax(properties.team, timestamp), ''), 'unknown')";

/** For each span but the longest: whether the last time lies in it, and its step. */
const INNER_STEPS = SPAN_DAYS.slice(0, -1).map(
  (days, step) => `max(timestamp) >= toDateTime({from_${String(days)}}), ${String(step)}`,
);

/** The columns of such a text with one key. */
export const SPAN_SPLIT = ['key', 'team', 'step', 'people'] as const;

/** HogQL that counts people by key, team and span of the last time that they did something. */
export function spanSplitHogql(key: string, events: readonly EventName[], condition: string): string {
  return `
SELECT key, team, step, count() AS people
FROM (
  SELECT
    ${key} AS key,
    person_id AS rep,
    ${TEAM} AS team,
    multiIf(${INNER_STEPS.join(', ')}, ${String(INNER_STEPS.length)}) AS step
  FROM events
  WHERE ${happened(events)}
    AND ${condition}
  GROUP BY key, rep
)
GROUP BY key, team, step
ORDER BY key ASC, team ASC, step ASC
LIMIT 50000`.trim();
}

/** HogQL of the people of a week, each with their team of that week; `columns` are computed from what they did in it. */
export function teamOfWeekSql(columns: string, events: readonly EventName[], condition: string): string {
  return `SELECT toMonday(timestamp) AS week, person_id AS rep, ${TEAM} AS team${columns} FROM events WHERE ${happened(events)}${condition}`;
}
