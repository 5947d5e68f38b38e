import { addDays, renderDay } from '../../library/dates.ts';
import { claimGoodUntil } from '../../library/freshness.ts';
import { claimsOf } from '../../library/kinds/asset-data.ts';
import type { Rule } from './rule.ts';

/** So many days before a claim greys itself, its owner is told. */
export const CLAIM_NOTICE_DAYS = 7;

/** Claims that may no longer be repeated, and those that may not in a week. */
export const claimsExpiring: Rule = (asset, library, today) => {
  const owner = library.hub.people.find(({ id }) => id === asset.data.owner);
  return claimsOf(asset).flatMap(({ key, claims }) =>
    claims.flatMap((claim, index) => {
      const until = claimGoodUntil(claim);
      if (until > addDays(today, CLAIM_NOTICE_DAYS)) return [];
      const isGone = until < today;
      return [
        {
          path: asset.path,
          line: asset.lineOf([key, index, 'seen_on']),
          severity: 'warning' as const,
          rule: isGone ? 'claim-expired' : 'claim-expiring',
          message: isGone
            ? `The claim “${shorten(claim.claim)}” greyed itself after ${renderDay(until)}; nobody can copy or find it.`
            : `The claim “${shorten(claim.claim)}” greys itself after ${renderDay(until)}.`,
          hint: `${owner === undefined ? 'Look' : `${owner.name}: look`} at its source again and write the day under seen_on, or take the claim out.`,
        },
      ];
    }),
  );
};

const shorten = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59).trimEnd()}…`);
