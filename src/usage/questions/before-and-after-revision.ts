import { addDays } from '../../library/dates.ts';
import { assetColumns, happened, USE_EVENTS } from './activity.ts';
import { rateRatio } from './rate-ratio.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { LONGEST_DAYS } from './span-days.ts';

/** Days on each side of a new revision that are compared, when there are as many. */
const DAYS = 30;

/** The people behind what is said of a change. */
const BOTH_SIDES = ['reps_before', 'reps_after'] as const;

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

/** What can be said of a change, as it stands in the column `verdict`. */
export const CHANGED = { up: 'up', down: 'down', unclear: 'too few to say' } as const;

/** What an interval lets one say: nothing, where it holds both more and less. */
function inWords({ low, high }: { low: number; high: number }): string {
  if (low > 1) return CHANGED.up;
  return high < 1 ? CHANGED.down : CHANGED.unclear;
}

function rounded(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : null;
}

export const beforeAndAfterRevision = defineQuestion({
  id: 'before-and-after-revision',
  title: 'Before and after a change',
  asks: () =>
    `Is an asset used more or less since its latest revision than in as many days before, ${String(DAYS)} at most?`,
  span: { days: LONGEST_DAYS },
  hogql,
  selects: {
    asset: 'text',
    changed: 'day',
    compared: 'number',
    reps_before: 'people',
    rep_days_before: 'about-people',
    reps_after: 'people',
    rep_days_after: 'about-people',
  },
  row: {
    asset: assetColumns.asset,
    title: assetColumns.title,
    changed: { role: 'fact', type: 'day', label: 'New revision since' },
    days: { role: 'fact', type: 'number', label: 'Days compared' },
    reps_before: { role: 'people', type: 'people', label: 'Reps before', from: 'reps_before' },
    reps_after: { role: 'people', type: 'people', label: 'Reps after', from: 'reps_after' },
    ratio: { role: 'measure', type: 'number', label: 'Days of use, after ÷ before', by: BOTH_SIDES },
    low: { role: 'measure', type: 'number', label: 'At least (95%)', by: BOTH_SIDES },
    high: { role: 'measure', type: 'number', label: 'At most (95%)', by: BOTH_SIDES },
    verdict: { role: 'measure', type: 'text', label: 'Change', by: BOTH_SIDES },
  },
  people: {
    reps_before: {
      small: 'row',
      did: ({ asset }, { library }) => did.useAsset(asset, library),
      when: ({ changed, days }) => ({
        from: addDays(changed ?? '', -(days ?? 0)),
        to: addDays(changed ?? '', 1),
      }),
    },
    reps_after: {
      small: 'row',
      did: ({ asset }, { library }) => did.useAsset(asset, library),
      when: ({ changed, days }) => ({ from: changed ?? '', to: addDays(changed ?? '', (days ?? 0) + 1) }),
    },
  },
  chart: 'drawn',
  pickedBy: 'changed',
  needs: [...USE_EVENTS],
  withheldNote: {
    one: 'asset with a new revision is left out because fewer than five reps used it before or after.',
    many: 'assets with a new revision are left out because fewer than five reps used each before or after.',
  },
  answer: (rows, { assetById }) =>
    rows.map(({ asset, changed, compared, reps_before, reps_after, ...uses }) => {
      const change = rateRatio(uses.rep_days_before, uses.rep_days_after);
      return {
        asset,
        title: assetById.get(asset)?.title ?? asset,
        changed,
        days: compared,
        reps_before,
        reps_after,
        ratio: change === undefined ? null : rounded(change.ratio),
        low: change === undefined ? null : rounded(change.low),
        high: change === undefined ? null : rounded(change.high),
        verdict: change === undefined ? null : inWords(change),
      };
    }),
});
