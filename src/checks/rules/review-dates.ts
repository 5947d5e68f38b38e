import type { Rule } from './rule.ts';
import { renderDay } from '../../library/dates.ts';
import type { Finding } from '../../library/finding.ts';
import { reviewBy } from '../../library/freshness.ts';

/** Owned assets were looked at, not in the future, and not too long ago. */
export const reviewDates: Rule = (asset, library, today) => {
  const { owner, reviewed } = asset.data;
  const found = (
    key: string,
    severity: Finding['severity'],
    rule: string,
    message: string,
    hint: string,
  ): Finding => ({
    path: asset.path,
    line: asset.lineOf([key]),
    severity,
    rule,
    message,
    hint,
  });
  if (reviewed !== undefined && reviewed > today) {
    return [
      found(
        'reviewed',
        'error',
        'reviewed-in-future',
        `It says it was reviewed on ${renderDay(reviewed)}, a day still to come.`,
        'Write the day on which somebody last read it through.',
      ),
    ];
  }
  const due = reviewBy(asset.kind, asset.data, library.hub);
  if (due === undefined) {
    // Without an owner there is one finding already, and it comes first: nobody could review it.
    if (owner === undefined) return [];
    return [
      found(
        'owner',
        'warning',
        'review-date-missing',
        'Nobody has said when this was last checked.',
        `Read it through and add reviewed: ${today}.`,
      ),
    ];
  }
  if (due >= today) return [];
  return [
    found(
      asset.data.review_by === undefined ? 'reviewed' : 'review_by',
      'warning',
      'review-overdue',
      `Its review was due on ${renderDay(due)}.`,
      asset.data.review_by === undefined
        ? `Read it through, mend what is no longer true, and write reviewed: ${today}.`
        : 'Read it through, mend what is no longer true, and write the next day under review_by.',
    ),
  ];
};
