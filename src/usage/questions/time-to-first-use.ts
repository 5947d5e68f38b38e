import { addDays, daysBetween } from '../../library/dates.ts';
import { MINIMUM_GROUP } from '../privacy/minimum-group.ts';
import { assetColumns, happened, USE_EVENTS } from './activity.ts';
import { defineQuestion } from './question.ts';
import { LONGEST_DAYS } from './span-days.ts';

/** `known_since`: the first use of anything, before which nobody counted, or nobody was there. */
const hogql = `
SELECT asset, first_use AS fifth_use, known_since
FROM (
  SELECT
    asset,
    first_use,
    row_number() OVER (PARTITION BY asset ORDER BY first_use ASC) AS place,
    min(first_use) OVER () AS known_since
  FROM (
    SELECT properties.asset_id AS asset, person_id AS rep, min(timestamp) AS first_use
    FROM events
    WHERE ${happened(USE_EVENTS)}
      AND notEmpty(properties.asset_id)
    GROUP BY asset, rep
  )
)
WHERE place = ${String(MINIMUM_GROUP)}
ORDER BY asset ASC
LIMIT 20000`.trim();

export const timeToFirstUse = defineQuestion({
  id: 'time-to-first-use',
  title: 'From published to used',
  asks: (span) => `How many days passed until five reps had used an asset that was published in the ${span}?`,
  span: { days: LONGEST_DAYS },
  hogql,
  selects: { asset: 'text', fifth_use: 'day-about-people', known_since: 'day-about-people' },
  row: {
    asset: assetColumns.asset,
    title: assetColumns.title,
    published: assetColumns.published,
    days: { role: 'measure', type: 'number', label: 'Days until five reps', by: ['reached'] },
    reached: { role: 'people', type: 'people', label: 'Reps who used it, five at most', isHidden: true },
  },
  people: { reached: { small: 'row' } },
  chart: 'drawn',
  pickedBy: 'published',
  needs: [...USE_EVENTS],
  withheldNote: {
    one: 'asset of that time is left out because fewer than five people have used it so far.',
    many: 'assets of that time are left out because fewer than five people have used each so far.',
  },
  answer(rows, { assets }, today) {
    const fifthUse = new Map(rows.map((row) => [row.asset, row.fifth_use]));
    // How long an asset took that was there before anything was counted is unknown.
    const since = [addDays(today, 1 - LONGEST_DAYS), ...rows.map((row) => row.known_since)];
    const from = since.reduce((latest, day) => (day > latest ? day : latest));
    return assets
      .flatMap(({ id, title, publishedOn }) => {
        if (publishedOn === undefined || publishedOn > today || publishedOn < from) return [];
        const used = fifthUse.get(id);
        // Use before the day of publishing is that of authors and reviewers; it counts as used from the start.
        const days = used === undefined ? null : Math.max(0, daysBetween(publishedOn, used));
        const reached = used === undefined ? 0 : MINIMUM_GROUP;
        return [{ asset: id, title, published: publishedOn, days, reached }];
      })
      .sort((a, b) => (a.days ?? 0) - (b.days ?? 0) || (a.asset < b.asset ? -1 : 1));
  },
});
