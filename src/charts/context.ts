import type { Asset } from '../library/asset.ts';
import { urlOf } from '../library/addresses.ts';
import type { Day } from '../library/dates.ts';
import type { Hub, Term } from '../library/hub.ts';
import type { Kind } from '../library/kinds/kinds.ts';
import { nameOf } from '../library/name-of.ts';

/** What charts say of an asset. */
export interface ChartAsset {
  title: string;
  url: string;
  kind: Kind;
  /** Ids of the products it is about. */
  products: readonly string[];
  published?: Day | undefined;
  /** The owner's name as people read it. */
  owner?: string | undefined;
}

/** The words and dates of the hub that answers only hold ids of. */
export interface ChartContext {
  assets: ReadonlyMap<string, ChartAsset>;
  /** Sales teams with their head counts, in the order of `hub.yaml`. */
  teams: readonly (Term & { reps: number })[];
  products: readonly Term[];
  /** Last days of the sales quarters, in order. */
  quarterEnds: readonly Day[];
}

/** Takes from a library, or from whatever else holds its assets, what charts need to name things and mark quarter ends. */
export function buildChartContext(library: {
  hub: Hub;
  assets: readonly Pick<Asset, 'id' | 'kind' | 'data'>[];
}): ChartContext {
  const { hub } = library;
  return {
    assets: new Map(
      library.assets.map((asset): [string, ChartAsset] => [
        asset.id,
        {
          title: asset.data.title,
          url: urlOf(asset.id),
          kind: asset.kind,
          products: asset.data.products,
          published: asset.data.published,
          owner: asset.data.owner === undefined ? undefined : nameOf(hub.people, asset.data.owner),
        },
      ]),
    ),
    teams: hub.teams,
    products: hub.products,
    quarterEnds: hub.calendar.quarter_ends,
  };
}
