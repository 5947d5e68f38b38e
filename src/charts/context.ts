import type { Asset } from '../library/asset.ts';
import { urlOf } from '../library/addresses.ts';
import type { Day } from '../library/dates.ts';
import type { Hub, Term } from '../library/hub.ts';
import type { Kind } from '../library/kinds/kinds.ts';
import { namesOfGone, type Move } from '../library/moves.ts';
import { nameOf } from '../library/name-of.ts';
import { careDaysOf } from '../usage/report/report-words.ts';
import type { TimeNote } from '../usage/time-notes.ts';
import type { Session } from '../library/records/rhythm.ts';

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
  /** The last day on which nobody has to look at it: of its review, or of its own. */
  careUntil?: Day | undefined;
  /** The last days of its claims, where it has any. */
  claimsUntil?: readonly Day[] | undefined;
}

/** The words and dates of the hub that answers only hold ids of. */
export interface ChartContext {
  assets: ReadonlyMap<string, ChartAsset>;
  /** Teams with their head counts, in the order of `hub.yaml`; those of a department that does not sell have no reps. */
  teams: readonly (Term & { reps: number; department?: string | undefined })[];
  departments: readonly Term[];
  /** Sessions in which departments and sales show each other their work. */
  sessions: readonly Session[];
  products: readonly Term[];
  /** Last days of the sales quarters, in order. */
  quarterEnds: readonly Day[];
  /** For so many days before them launches wait. */
  holdDays: number;
  /** Pages that are gone, by the names that moves.yaml keeps of them. */
  gone?: readonly Term[];
  /** What happened on which day to pages and prices, oldest first. */
  notes?: readonly TimeNote[];
}

/** What people read for the id of an asset, also of one that is gone. */
export function nameOfAsset(id: string, { assets, gone = [] }: ChartContext): string {
  return assets.get(id)?.title ?? nameOf(gone, id);
}

/** Takes from a library, or from whatever else holds its assets, what charts need to name things and mark quarter ends. */
export function buildChartContext(
  library: {
    hub: Hub;
    assets: readonly Pick<Asset, 'id' | 'kind' | 'data'>[];
    moves: readonly Move[];
  },
  { sessions = [] }: { sessions?: readonly Session[] | undefined } = {},
  {
    notes = [],
    gone = [],
  }: { notes?: readonly TimeNote[]; gone?: readonly { id: string; title: string }[] } = {},
): ChartContext {
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
          ...careDaysOf(asset, hub),
          owner: asset.data.owner === undefined ? undefined : nameOf(hub.people, asset.data.owner),
        },
      ]),
    ),
    teams: hub.teams,
    departments: hub.departments,
    sessions,
    products: hub.products,
    quarterEnds: hub.calendar.quarter_ends,
    holdDays: hub.calendar.hold_days,
    notes,
    gone: [...namesOfGone(library.moves), ...gone].map(({ id, title }) => ({ id, name: title })),
  };
}
