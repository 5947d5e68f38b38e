import type { Asset } from './asset.ts';
import { addDays, daysBetween, renderDay, type Day } from './dates.ts';
import type { Hub } from './hub.ts';
import { kinds, type Kind } from './kinds/kinds.ts';

/**
 * How far an asset can be trusted today. `due`: its review is due within 30 days; `overdue`: it was due; `expired`: its
 * last day of use has passed; `unverified`: nobody has stood behind it yet.
 */
export type Freshness = 'fresh' | 'due' | 'overdue' | 'expired' | 'unverified';

/** So many days ahead, an asset counts as due. */
const DUE_SOON_DAYS = 30;

/** The dates of an asset that decide its freshness. */
export interface CareDates {
  reviewed?: Day | undefined;
  review_by?: Day | undefined;
  expires?: Day | undefined;
}

/**
 * The day by which an asset must be looked at again: its own date, else its last review plus the days of its kind.
 * Undefined for one that nobody has ever reviewed.
 */
export function reviewBy(kind: Kind, dates: CareDates, hub: Hub): Day | undefined {
  if (dates.review_by !== undefined) return dates.review_by;
  if (dates.reviewed === undefined) return undefined;
  return addDays(dates.reviewed, hub.review_days[kind] ?? kinds[kind].reviewDays);
}

/** All that is needed to say how fresh an asset is: the day its review is due, and the last day it may be used. */
export interface LastDays {
  reviewBy?: Day | undefined;
  expires?: Day | undefined;
}

export function freshnessOn({ reviewBy: due, expires }: LastDays, today: Day): Freshness {
  if (expires !== undefined && expires < today) return 'expired';
  if (due === undefined) return 'unverified';
  if (due < today) return 'overdue';
  return daysBetween(today, due) <= DUE_SOON_DAYS ? 'due' : 'fresh';
}

/** The freshness as a rep reads it: `Review was due 14 Sep 2026`, `Not checked yet`. */
export function renderFreshnessOn(days: LastDays, today: Day): string {
  const due = renderDay(days.reviewBy ?? today);
  return {
    expired: `Expired ${renderDay(days.expires ?? today)}`,
    overdue: `Review was due ${due}`,
    due: `Review due ${due}`,
    fresh: `Good until ${due}`,
    unverified: 'Not checked yet',
  }[freshnessOn(days, today)];
}

const lastDaysOf = ({ kind, data }: Pick<Asset, 'kind' | 'data'>, hub: Hub): LastDays => ({
  reviewBy: reviewBy(kind, data, hub),
  expires: data.expires,
});

export function freshnessOf(asset: Pick<Asset, 'kind' | 'data'>, hub: Hub, today: Day): Freshness {
  return freshnessOn(lastDaysOf(asset, hub), today);
}

/** The same of an asset, which when it is fresh says the day of its last review: `Checked 14 Sep 2026`. */
export function renderFreshness(asset: Pick<Asset, 'kind' | 'data'>, hub: Hub, today: Day): string {
  const days = lastDaysOf(asset, hub);
  const { reviewed } = asset.data;
  return reviewed !== undefined && freshnessOn(days, today) === 'fresh'
    ? `Checked ${renderDay(reviewed)}`
    : renderFreshnessOn(days, today);
}

/** The last day on which a claim may be repeated. */
export function claimGoodUntil(claim: { seen_on: Day; good_for_days: number }): Day {
  return addDays(claim.seen_on, claim.good_for_days);
}
