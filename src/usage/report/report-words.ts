import { urlOf } from '../../library/addresses.ts';
import type { Asset } from '../../library/asset.ts';
import type { Day } from '../../library/dates.ts';
import { claimGoodUntil, reviewBy } from '../../library/freshness.ts';
import type { Hub } from '../../library/hub.ts';
import { claimsOf } from '../../library/kinds/asset-data.ts';
import type { TimeNote } from '../time-notes.ts';
import type { ReportWords } from './report.ts';

/** The last days on which nobody has to look at a page and its claims; of claims in order. */
export function careDaysOf(
  asset: Pick<Asset, 'kind' | 'data'>,
  hub: Hub,
): { careUntil?: Day; claimsUntil?: Day[] } {
  const [careUntil] = [reviewBy(asset.kind, asset.data, hub), asset.data.expires]
    .filter((day) => day !== undefined)
    .sort();
  const claimsUntil = claimsOf(asset)
    .flatMap(({ claims }) => claims.map(claimGoodUntil))
    .sort();
  return {
    ...(careUntil !== undefined && { careUntil }),
    ...(claimsUntil.length > 0 && { claimsUntil }),
  };
}

/** What reports say of a library's pages. */
export function buildReportWords(
  { hub, assets }: { hub: Hub; assets: readonly Pick<Asset, 'id' | 'kind' | 'data'>[] },
  notes: readonly TimeNote[],
): ReportWords {
  return {
    assets: new Map(
      assets.map((asset) => [
        asset.id,
        {
          title: asset.data.title,
          url: urlOf(asset.id),
          products: asset.data.products,
          ...careDaysOf(asset, hub),
        },
      ]),
    ),
    teams: hub.teams,
    products: hub.products,
    notes,
  };
}
