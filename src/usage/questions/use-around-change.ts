import { addDays, type Day } from '../../library/dates.ts';
import { happened, USE_EVENTS } from './activity.ts';
import type { Selected } from './selected.ts';
import type { QuestionValues } from './window.ts';

/** After how many days a change is judged; the longer time holds the shorter one. */
export const HORIZONS = [30, 60] as const;

/**
 * How often each asset was used before and after a day. A day on which a rep used the asset counts once, however often
 * it was opened. Sums of squares and products tell how far the days of one rep go together; no row is about one rep.
 * The day of the change itself is left out: part of it was before.
 */
export const useAroundChangeHogql = `
SELECT
  asset,
  count() AS reps,
  countIf(before > 0) AS reps_before,
  countIf(after > 0) AS reps_after,
  sum(before) AS uses_before,
  sum(after) AS uses_after,
  sum(before * before) AS before_squared,
  sum(after * after) AS after_squared,
  sum(before * after) AS before_times_after,
  countIf(early > 0) AS reps_early,
  countIf(late > 0) AS reps_late
FROM (
  SELECT
    properties.asset_id AS asset,
    person_id AS rep,
    uniqIf(toDate(timestamp), timestamp < toDateTime({changed})) AS before,
    uniqIf(toDate(timestamp), timestamp >= toDateTime({live})) AS after,
    countIf(timestamp < toDateTime({near_from})) AS early,
    countIf(timestamp >= toDateTime({near_to})) AS late
  FROM events
  WHERE ${happened(USE_EVENTS)} AND notEmpty(properties.asset_id)
  GROUP BY asset, rep
)
WHERE before > 0 OR after > 0
GROUP BY asset
ORDER BY asset ASC
LIMIT 20000`.trim();

/** The columns of that text. */
export const useAroundChangeSelects = {
  asset: 'text',
  reps: 'people',
  reps_before: 'people',
  reps_after: 'people',
  uses_before: 'about-people',
  uses_after: 'about-people',
  before_squared: 'about-people',
  after_squared: 'about-people',
  before_times_after: 'about-people',
  reps_early: 'people',
  reps_late: 'people',
} as const satisfies Selected;

/** Which revisions of assets were on the pages that reps used after a change. */
export const revisionsAfterHogql = `
SELECT DISTINCT properties.asset_id AS asset, properties.asset_rev AS revision
FROM events
WHERE ${happened(USE_EVENTS)} AND notEmpty(properties.asset_id) AND notEmpty(properties.asset_rev)
ORDER BY asset ASC, revision ASC
LIMIT 20000`.trim();

/** The columns of that text. */
export const revisionsAfterSelects = { asset: 'text', revision: 'text' } as const satisfies Selected;

/** The first day on which anything was counted; no row where nothing ever was. */
export const firstUseHogql = `
SELECT toDate(timestamp) AS day
FROM events
WHERE event IN (${USE_EVENTS.map((name) => `'${name}'`).join(', ')})
ORDER BY timestamp ASC
LIMIT 1`.trim();

/** The days of both sides: `days` before and after the day of the change, and the shorter time inside them. */
export function aroundDay(day: Day, days: number): QuestionValues {
  return {
    from: addDays(day, -days),
    changed: day,
    live: addDays(day, 1),
    to: addDays(day, days + 1),
    near_from: addDays(day, -Math.min(days, HORIZONS[0])),
    near_to: addDays(day, Math.min(days, HORIZONS[0]) + 1),
  };
}

/** The days from the change on, up to and with today. */
export function sinceDay(day: Day, today: Day): QuestionValues {
  return { from: day, to: addDays(today, 1) };
}
