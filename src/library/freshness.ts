import type { Asset } from './asset.ts';
import { addDays, daysBetween, renderDay, type Day } from './dates.ts';
import type { Hub } from './hub.ts';
import { kinds, type Kind } from './kinds.ts';

/** How far an asset can be trusted today, best first. `unverified`: nobody has stood behind it yet. */
export type Freshness = 'fresh' | 'due' | 'overdue' | 'expired' | 'unverified';

/** So many days ahead, an asset counts as due. */
export const DUE_SOON_DAYS = 30;

/** The dates of an asset that decide its freshness. */
export interface CareDates {
  reviewed?: Day | undefined;
  review_by?: Day | undefined;
  expires?: Day | undefined;
}

/** The day by which an asset must be looked at again: its own date, else its last review plus the days of its kind. */
export function reviewBy(kind: Kind, dates: CareDates, hub: Hub): Day | undefined {
  if (dates.review_by !== undefined) return dates.review_by;
  if (dates.reviewed === undefined) return undefined;
  return addDays(dates.reviewed, hub.review_days[kind] ?? kinds[kind].reviewDays);
}

/** The freshness of an asset on the day `today`. */
export function freshnessOf(asset: Pick<Asset, 'kind' | 'data'>, hub: Hub, today: Day): Freshness {
  const { expires } = asset.data;
  if (expires !== undefined && expires < today) return 'expired';
  const due = reviewBy(asset.kind, asset.data, hub);
  if (due === undefined) return 'unverified';
  if (due < today) return 'overdue';
  return daysBetween(today, due) <= DUE_SOON_DAYS ? 'due' : 'fresh';
}

/** The freshness as a rep reads it. */
export function renderFreshness(asset: Pick<Asset, 'kind' | 'data'>, hub: Hub, today: Day): string {
  const due = reviewBy(asset.kind, asset.data, hub) ?? '';
  switch (freshnessOf(asset, hub, today)) {
    case 'expired':
      return `Expired ${renderDay(asset.data.expires ?? today)}`;
    case 'overdue':
      return `Review was due ${renderDay(due)}`;
    case 'due':
      return `Review due ${renderDay(due)}`;
    case 'fresh':
      return asset.data.reviewed === undefined
        ? `Good until ${renderDay(due)}`
        : `Checked ${renderDay(asset.data.reviewed)}`;
    case 'unverified':
      return 'Not checked yet';
  }
}

/** The last day on which a claim may be repeated. */
export function claimGoodUntil(claim: { seen_on: Day; good_for_days: number }): Day {
  return addDays(claim.seen_on, claim.good_for_days);
}
