import type { Rule } from './rule.ts';
import { renderDay } from '../../library/dates.ts';

/** The last day of use has passed. */
export const expired: Rule = (asset, _library, today) => {
  const { expires } = asset.data;
  if (expires === undefined || expires >= today) return [];
  return [
    {
      path: asset.path,
      line: asset.lineOf(['expires']),
      severity: 'warning',
      rule: 'expired',
      message: `It expired on ${renderDay(expires)} and is marked so everywhere.`,
      hint: 'Write a later date under expires if it still holds, or delete the file.',
    },
  ];
};
