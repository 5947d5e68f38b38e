import { addDays, type Day } from '../../library/dates.ts';
import { dayIn, startOf } from '../../library/time-zone.ts';

/** Loads of asset pages, as the server that serves the hub counted them. */
export interface PageLoads {
  /** The moment from which all of them are counted, ISO 8601 in UTC. */
  since: string;
  /** By whose clocks days are counted; those of UTC when left out. */
  zone?: string;
  /** Loads a day of the company; a counted day without an entry had none. */
  days: Readonly<Record<Day, number>>;
}

/** How much of what happened may be missing from the numbers. */
export interface Missed {
  /** From 0 to 1, in steps of a percent: 0.07 for 7 %. */
  share: number;
  /** First and last day that the estimate is from. */
  from: Day;
  to: Day;
}

/** With fewer loads one lost event would move the estimate by percents, and the share would be about few people. */
const MIN_LOADS = 50;

/** `asset_viewed` a day, to hold against the page loads of that day. */
export const viewsPerDayHogql = `
SELECT toDate(timestamp) AS day, count() AS views
FROM events
WHERE event = 'asset_viewed' AND timestamp >= toDateTime({from}) AND timestamp < toDateTime({to})
GROUP BY day
ORDER BY day ASC
LIMIT 1000`.trim();

/**
 * The share of views that may be missing: `1 - views ÷ loads` over the days of the window that were counted from
 * their first minute on, never below 0.
 *
 * Where the formula comes from: each load of an asset page makes one `asset_viewed` (`browser/page.ts` reports it once
 * a load), and the server sees the load whether or not the script runs, the reader wants to be counted, or a filter
 * stops the event. So in the long run loads minus views is what was lost, and that is true of other events as far as
 * they are lost the same way. It is an estimate in both directions: a page read offline is a view without a load, and
 * a load that the reader leaves before the script starts is one that nobody read. Loads by programs are left out
 * where they are counted (`collector/page-loads.ts`).
 *
 * Undefined, which is not zero, where no whole day of the window was counted, or too few loads to say.
 */
export function estimateMissed(
  loads: PageLoads,
  views: Readonly<Record<Day, number>>,
  window: { from: Day; to: Day; zone?: string | undefined },
): Missed | undefined {
  const sinceMs = Date.parse(loads.since);
  const since = dayIn(window.zone, sinceMs);
  const whole = sinceMs < startOf(window.zone, since) + 1000 ? since : addDays(since, 1);
  const from = whole > window.from ? whole : window.from;
  if (from >= window.to) return undefined;
  const sum = (days: Readonly<Record<Day, number>>) =>
    Object.entries(days).reduce(
      (all, [day, count]) => (day >= from && day < window.to ? all + count : all),
      0,
    );
  const loaded = sum(loads.days);
  if (loaded < MIN_LOADS) return undefined;
  const share = Math.max(0, 1 - sum(views) / loaded);
  return { share: Math.round(share * 100) / 100, from, to: addDays(window.to, -1) };
}
