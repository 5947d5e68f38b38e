import { addDays, daysBetween } from '../../library/dates.ts';
import { MINIMUM_GROUP } from '../privacy/minimum-group.ts';
import { assetColumns, happened, USE_EVENTS } from './activity.ts';
import type { Question } from './question.ts';
import { LONGEST_DAYS } from './span-days.ts';
import { lastDays, textAt } from './window.ts';

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

export const timeToFirstUse: Question = {
  id: 'time-to-first-use',
  title: 'From published to used',
  asks: `How many days passed until five reps had used an asset that was published in the last ${String(LONGEST_DAYS)} days?`,
  hogql,
  chart: 'bars',
  needs: [...USE_EVENTS],
  columns: [
    assetColumns.asset,
    assetColumns.title,
    assetColumns.published,
    { name: 'days', label: 'Days until five reps', type: 'number' },
  ],
  withheldNote: {
    one: 'asset of that time is left out because fewer than five people have used it so far.',
    many: 'assets of that time are left out because fewer than five people have used each so far.',
  },
  values: lastDays(LONGEST_DAYS),
  answer(rows, { assets }, today) {
    const fifthUse = new Map(rows.map((row) => [textAt(row, 0), textAt(row, 1).slice(0, 10)]));
    // How long an asset took that was there before anything was counted is unknown.
    const since = [addDays(today, 1 - LONGEST_DAYS), ...rows.map((row) => textAt(row, 2).slice(0, 10))];
    const from = since.reduce((latest, day) => (day > latest ? day : latest));
    return assets
      .flatMap(({ id, title, publishedOn }) => {
        if (publishedOn === undefined || publishedOn > today || publishedOn < from) return [];
        const used = fifthUse.get(id);
        // Use before the day of publishing is that of authors and reviewers; it counts as used from the start.
        const days = used === undefined ? null : Math.max(0, daysBetween(publishedOn, used));
        return [
          {
            cells: [id, title, publishedOn, days],
            people: used === undefined ? 0 : MINIMUM_GROUP,
            days: days ?? 0,
            id,
          },
        ];
      })
      .sort((a, b) => a.days - b.days || (a.id < b.id ? -1 : 1))
      .map(({ cells, people }) => ({ cells, people }));
  },
};
