import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { contentFolder } from '../adapters/content-folder.ts';
import { readGonePages, type GonePage } from '../adapters/git/gone.ts';
import { readSnapshot, snapshotPath } from '../adapters/snapshot-file.ts';
import { readContent } from '../integration/content.ts';
import type { Asset } from '../library/asset.ts';
import { downloadsOf } from '../library/kinds/asset-data.ts';
import type { RecordEntries } from '../library/records/records.ts';
import { addDays, type Day } from '../library/dates.ts';
import { freshnessOf, reviewBy } from '../library/freshness.ts';
import type { Hub } from '../library/hub.ts';
import type { Kind } from '../library/kinds/kinds.ts';
import type { Library } from '../library/library.ts';
import { dayIn } from '../library/time-zone.ts';
import { buildRelated } from '../reader/related.ts';
import type { FactVersion } from '../publishing/history/fact-history.ts';
import type { ContentHistory } from '../publishing/history/history.ts';
import { buildTimeNotes } from '../publishing/history/time-notes.ts';
import { SERIES_WEEKS } from '../usage/questions/periods.ts';
import { peopleByAsset } from '../usage/snapshot/people-by-asset.ts';
import { repsByObjection, type RepsByObjection } from '../usage/snapshot/reps-by-objection.ts';
import type { TimeNote } from '../usage/time-notes.ts';
import { emptySnapshot, type Snapshot } from '../usage/snapshot/snapshot.ts';
import { collectHistory } from './history.ts';

/** Everything that pages show, collected once for a build (and anew for each page in dev). */
export interface Site {
  hub: Hub;
  today: Day;
  /** What the audience may see. */
  library: Library;
  /** Newest first. */
  assets: Asset[];
  byId: ReadonlyMap<string, Asset>;
  countByKind: ReadonlyMap<Kind, number>;
  related: (asset: Asset, limit: number) => Asset[];
  /** The numbers as they were when the site was built. */
  snapshot: Snapshot;
  /** People who used an asset lately, where there were enough of them to say. */
  people: ReadonlyMap<string, number>;
  /** Reps who heard an objection of a battlecard lately, where there were enough of them to say. */
  heardBy: RepsByObjection;
  /** Bytes of each file that assets offer, by its path below `files`. */
  downloadBytes: ReadonlyMap<string, number>;
  records: RecordEntries;
  /** What git knows of the content; undefined where it knows nothing. */
  history: ContentHistory | undefined;
  /** Versions in which facts of hub.yaml changed, newest first. */
  factVersions: readonly FactVersion[];
  /** What charts tell of the past: what happened in their weeks, oldest first, and what pages were called that are gone. */
  past: { notes: readonly TimeNote[]; gone: readonly GonePage[] };
}

let collected: Promise<Site> | undefined;

/** The site's content and numbers, of what its audience may see and of nothing else. */
export function collectSite(): Promise<Site> {
  if (import.meta.env.DEV) return collect();
  collected ??= collect();
  return collected;
}

async function collect(): Promise<Site> {
  const folder = contentFolder(process.env);
  const { library, records } = await readContent(folder);
  const { hub, byId } = library;
  const today = dayIn(hub.company.time_zone, Date.now());
  const [read, past] = await Promise.all([
    readSnapshot(snapshotPath(process.env)),
    collectHistory(folder, library, today, process.env),
  ]);
  const assets = library.assets.toSorted(compareNewest);
  const snapshot = read ?? emptySnapshot(today);
  const related = rememberRelated(buildRelated(assets), byId);
  return {
    hub,
    today,
    library,
    assets,
    byId,
    countByKind: new Map(
      Object.entries(Object.groupBy(assets, (a) => a.kind)).map(([k, v]) => [k as Kind, v.length]),
    ),
    related,
    snapshot,
    people: peopleByAsset(snapshot),
    heardBy: repsByObjection(snapshot),
    downloadBytes: await weighDownloads(folder, assets),
    records,
    history: past?.history,
    factVersions: past?.factVersions ?? [],
    past: {
      notes: buildTimeNotes(
        { assets, history: past?.history, factVersions: past?.factVersions ?? [] },
        addDays(today, -7 * (SERIES_WEEKS + 1)),
      ),
      gone: past === undefined ? [] : await readGonePages(folder, library, process.env, past.history),
    },
  };
}

async function weighDownloads(folder: string, assets: readonly Asset[]): Promise<Map<string, number>> {
  const files = [...new Set(assets.flatMap((asset) => downloadsOf(asset).map(({ file }) => file)))];
  // One that is not there is a finding of its own.
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(folder, 'files', file)).then(
        ({ size }) => size,
        () => undefined,
      ),
    ),
  );
  return new Map(files.flatMap((file, at) => (sizes[at] === undefined ? [] : [[file, sizes[at]]])));
}

/** The key of a page and the page itself ask for the same. */
function rememberRelated(find: ReturnType<typeof buildRelated>, byId: Site['byId']): Site['related'] {
  const found = new Map<string, Asset[]>();
  return (asset, limit) => {
    const request = `${String(limit)} ${asset.id}`;
    const known = found.get(request) ?? find(asset, limit).flatMap((id) => byId.get(id) ?? []);
    found.set(request, known);
    return known;
  };
}

function compareNewest(a: Asset, b: Asset): number {
  const dayA = a.data.updated ?? a.data.published ?? '';
  const dayB = b.data.updated ?? b.data.published ?? '';
  return dayA > dayB ? -1 : dayA < dayB ? 1 : a.id < b.id ? -1 : 1;
}

/** Assets of one kind, newest first. */
export function ofKind<K extends Kind>(site: Site, kind: K): Extract<Asset, { kind: K }>[] {
  return site.assets.filter((asset): asset is Extract<Asset, { kind: K }> => asset.kind === kind);
}

/** Assets that ask for their owner's eyes: expired first, then overdue, then due, each by the day that is or was due. */
export function dueAssets({ assets, hub }: Site, today: Day): Asset[] {
  const rank = { expired: 0, overdue: 1, due: 2, fresh: 3, unverified: 4 };
  return assets
    .map((asset) => ({
      asset,
      rank: rank[freshnessOf(asset, hub, today)],
      day: reviewBy(asset.kind, asset.data, hub) ?? '',
    }))
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank || (a.day < b.day ? -1 : 1))
    .map((each) => each.asset);
}
