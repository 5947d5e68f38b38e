import { addDays, renderDay } from '../../library/dates.ts';
import { claimGoodUntil } from '../../library/freshness.ts';
import { claimsOf } from '../../library/kinds/asset-data.ts';
import { shorten } from '../../library/shorten.ts';
import { fileRule } from '../rule.ts';

/** So many days before a claim greys itself, its owner is told. */
export const CLAIM_NOTICE_DAYS = 7;

/** Claims that may no longer be repeated, and those that may not in a week. */
const claimsExpiring = fileRule(
  {
    'claim-expired': { severity: 'warning', says: 'A claim greyed itself: its days are over.' },
    'claim-expiring': { severity: 'warning', says: 'A claim greys itself within a week.' },
  },
  ({ library, today }, found) =>
    (asset) => {
      const owner = library.hub.people.find(({ id }) => id === asset.data.owner);
      return claimsOf(asset).flatMap(({ key, claims }) =>
        claims.flatMap((claim, index) => {
          const until = claimGoodUntil(claim);
          if (until > addDays(today, CLAIM_NOTICE_DAYS)) return [];
          const isGone = until < today;
          return [
            found(isGone ? 'claim-expired' : 'claim-expiring', {
              path: asset.path,
              line: asset.lineOf([key, index, 'seen_on']),
              message: isGone
                ? `The claim “${shorten(claim.claim, 60)}” greyed itself after ${renderDay(until)}; nobody can copy or find it.`
                : `The claim “${shorten(claim.claim, 60)}” greys itself after ${renderDay(until)}.`,
              hint: `${owner === undefined ? 'Look' : `${owner.name}: look`} at its source again and write the day under seen_on, or take the claim out.`,
            }),
          ];
        }),
      );
    },
);

export const claimRules = [claimsExpiring] as const;
