import { addDays, renderDay } from '../../library/dates.ts';
import { claimGoodUntil } from '../../library/freshness.ts';
import { fileRule } from '../rule.ts';

/** So many days before a claim greys itself, its owner is told. */
export const CLAIM_NOTICE_DAYS = 7;

const lists = ['why_we_win', 'why_we_lose', 'proof'] as const;

/** Claims that may no longer be repeated, and those that may not in a week. */
const claimsExpiring = fileRule(
  {
    'claim-expired': { severity: 'warning', says: 'A claim greyed itself: its days are over.' },
    'claim-expiring': { severity: 'warning', says: 'A claim greys itself within a week.' },
  },
  ({ library, today }, found) =>
    (asset) => {
      if (asset.kind !== 'battlecard') return [];
      const owner = library.hub.people.find(({ id }) => id === asset.data.owner);
      return lists.flatMap((key) =>
        asset.data[key].flatMap((claim, index) => {
          const until = claimGoodUntil(claim);
          if (until > addDays(today, CLAIM_NOTICE_DAYS)) return [];
          const isGone = until < today;
          return [
            found(isGone ? 'claim-expired' : 'claim-expiring', {
              path: asset.path,
              line: asset.lineOf([key, index, 'seen_on']),
              message: isGone
                ? `The claim “${shorten(claim.claim)}” greyed itself after ${renderDay(until)}; nobody can copy or find it.`
                : `The claim “${shorten(claim.claim)}” greys itself after ${renderDay(until)}.`,
              hint: `${owner === undefined ? 'Look' : `${owner.name}: look`} at its source again and write the day under seen_on, or take the claim out.`,
            }),
          ];
        }),
      );
    },
);

const shorten = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59).trimEnd()}…`);

export const claimRules = [claimsExpiring] as const;
