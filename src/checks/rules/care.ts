import { renderDay } from '../../library/dates.ts';
import { reviewBy } from '../../library/freshness.ts';
import { fileRule } from '../rule.ts';

/** Nobody answers for the page, so nobody will notice when it goes stale. */
const ownerMissing = fileRule(
  { 'owner-missing': { severity: 'error', says: 'Nobody owns the page.' } },
  (_around, found) => (asset) =>
    asset.data.owner !== undefined
      ? []
      : [
          found('owner-missing', {
            path: asset.path,
            line: 1,
            message: 'Nobody owns this asset.',
            hint: 'Add a line like owner: followed by the id of a person listed under people in hub.yaml.',
          }),
        ],
);

/** Nobody sees a page before its day, and its author wants to know that. */
const publishedLater = fileRule(
  { 'published-later': { severity: 'warning', says: 'It is published on a day still to come.' } },
  ({ today }, found) =>
    ({ path, data: { published }, lineOf }) =>
      published === undefined || published <= today
        ? []
        : [
            found('published-later', {
              path,
              line: lineOf(['published']),
              message: `It is published on ${renderDay(published)}, a day still to come: until then the hub makes no page of it and no search finds it.`,
              hint: 'If readers are to have it now, write today. Else the first build of that day brings it.',
            }),
          ],
);

/** Owned pages were looked at, not in the future, and not too long ago. */
const reviewDates = fileRule(
  {
    'reviewed-in-future': { severity: 'error', says: 'It was reviewed on a day still to come.' },
    'review-date-missing': { severity: 'warning', says: 'Nobody said when it was last checked.' },
    'review-overdue': { severity: 'warning', says: 'Its review is late.' },
  },
  ({ library, today }, found) =>
    (asset) => {
      const { owner, reviewed, review_by: by } = asset.data;
      const at = (key: string) => ({ path: asset.path, line: asset.lineOf([key]) });
      if (reviewed !== undefined && reviewed > today) {
        return [
          found('reviewed-in-future', {
            ...at('reviewed'),
            message: `It says it was reviewed on ${renderDay(reviewed)}, a day still to come.`,
            hint: 'Write the day on which somebody last read it through.',
          }),
        ];
      }
      const due = reviewBy(asset.kind, asset.data, library.hub);
      if (due === undefined) {
        // Without an owner there is one finding already, and it comes first: nobody could review it.
        if (owner === undefined) return [];
        return [
          found('review-date-missing', {
            ...at('owner'),
            message: 'Nobody has said when this was last checked.',
            hint: `Read it through and add reviewed: ${today}.`,
          }),
        ];
      }
      if (due >= today) return [];
      return [
        found('review-overdue', {
          ...at(by === undefined ? 'reviewed' : 'review_by'),
          message: `Its review was due on ${renderDay(due)}.`,
          hint:
            by === undefined
              ? `Read it through, mend what is no longer true, and write reviewed: ${today}.`
              : 'Read it through, mend what is no longer true, and write the next day under review_by.',
        }),
      ];
    },
);

/** The last day of use has passed. */
const expired = fileRule(
  { expired: { severity: 'warning', says: 'Its last day of use has passed.' } },
  ({ today }, found) =>
    (asset) => {
      const { expires } = asset.data;
      if (expires === undefined || expires >= today) return [];
      return [
        found('expired', {
          path: asset.path,
          line: asset.lineOf(['expires']),
          message: `It expired on ${renderDay(expires)} and is marked so everywhere.`,
          hint: 'Write a later date under expires if it still holds, or delete the file.',
        }),
      ];
    },
);

export const careRules = [ownerMissing, publishedLater, reviewDates, expired] as const;
