import { assetColumns, happened, USE_EVENTS } from './activity.ts';
import { rateRatio } from './rate-ratio.ts';
import type { Question } from './question.ts';
import { LONGEST_DAYS } from './span-days.ts';
import { countAt, lastDays, textAt } from './window.ts';

/** Days on each side of a new revision that are compared, when there are as many. */
const DAYS = 30;

/**
 * Revisions are dated by their first use. A day on which a rep used the asset counts once, however often it was
 * opened, so that counts are near to independent, as the interval assumes.
 */
const hogql = `
WITH
  revisions AS (
    SELECT properties.asset_id AS asset, properties.asset_rev AS revision, min(timestamp) AS since
    FROM events
    WHERE ${happened(USE_EVENTS)} AND notEmpty(properties.asset_id) AND notEmpty(properties.asset_rev)
    GROUP BY asset, revision
  ),
  placed AS (
    SELECT
      asset,
      since,
      min(since) OVER (PARTITION BY asset) AS first_use,
      row_number() OVER (PARTITION BY asset ORDER BY since DESC, revision DESC) AS place
    FROM revisions
  ),
  spans AS (
    SELECT
      asset,
      since,
      dateDiff('day', first_use, since) AS days_before,
      dateDiff('day', since, toDateTime({to})) AS days_after
    FROM placed
    WHERE place = 1 AND first_use < since
  ),
  changes AS (
    SELECT asset, since, least(${String(DAYS)}, least(days_before, days_after)) AS days
    FROM spans
  ),
  uses AS (
    SELECT properties.asset_id AS used, person_id AS rep, timestamp AS at
    FROM events
    WHERE ${happened(USE_EVENTS)}
  )
SELECT
  asset,
  any(since) AS changed,
  any(days) AS compared,
  uniqIf(rep, at < since) AS reps_before,
  uniqIf(rep, toDate(at), at < since) AS rep_days_before,
  uniqIf(rep, at >= since) AS reps_after,
  uniqIf(rep, toDate(at), at >= since) AS rep_days_after
FROM changes
INNER JOIN uses ON used = asset
WHERE at >= since - toIntervalDay(days) AND at < since + toIntervalDay(days)
GROUP BY asset
ORDER BY asset ASC
LIMIT 20000`.trim();

/** What an interval lets one say: nothing, where it holds both more and less. */
function inWords({ low, high }: { low: number; high: number }): string {
  if (low > 1) return 'up';
  return high < 1 ? 'down' : 'too few to say';
}

function rounded(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : null;
}

export const beforeAndAfterRevision: Question = {
  id: 'before-and-after-revision',
  title: 'Before and after a change',
  asks: `Is an asset used more or less since its latest revision than in as many days before, ${String(DAYS)} at most?`,
  hogql,
  chart: 'table',
  needs: [...USE_EVENTS],
  columns: [
    assetColumns.asset,
    assetColumns.title,
    { name: 'changed', label: 'New revision since', type: 'text' },
    { name: 'days', label: 'Days compared', type: 'number' },
    { name: 'reps_before', label: 'Reps before', type: 'number' },
    { name: 'reps_after', label: 'Reps after', type: 'number' },
    { name: 'ratio', label: 'Days of use, after ÷ before', type: 'number' },
    { name: 'low', label: 'At least (95%)', type: 'number' },
    { name: 'high', label: 'At most (95%)', type: 'number' },
    { name: 'verdict', label: 'Change', type: 'text' },
  ],
  withheldNote: {
    one: 'asset with a new revision is left out because fewer than five reps used it before or after.',
    many: 'assets with a new revision are left out because fewer than five reps used each before or after.',
  },
  values: lastDays(LONGEST_DAYS),
  answer(rows, { assets }) {
    const titles = new Map(assets.map(({ id, title }) => [id, title]));
    return rows.map((row) => {
      const id = textAt(row, 0);
      const [repsBefore, repsAfter] = [countAt(row, 3), countAt(row, 5)];
      const change = rateRatio(countAt(row, 4), countAt(row, 6));
      const numbers =
        change === undefined ? [null, null, null] : [change.ratio, change.low, change.high].map(rounded);
      return {
        people: Math.min(repsBefore, repsAfter),
        cells: [
          id,
          titles.get(id) ?? id,
          textAt(row, 1).slice(0, 10),
          countAt(row, 2),
          repsBefore,
          repsAfter,
          ...numbers,
          change === undefined ? null : inWords(change),
        ],
      };
    });
  },
};
