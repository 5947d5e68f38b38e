import { addDays, daysBetween, type Day } from '../../library/dates.ts';
import { demoUseOf } from '../../library/kinds/asset-data.ts';
import { createRandom, type Random } from './demo-random.ts';
import type { HubEvent } from '../events.ts';

/** An asset as far as made-up use needs it. */
export interface DemoAsset {
  id: string;
  revision: string;
  kind: string;
  product: string;
  publishedOn?: Day | undefined;
  /** Files that can be downloaded from it. */
  files: readonly string[];
  /** Ids of the objections of a battlecard, in its order. */
  objections?: readonly string[];
}

/** Something reps type, and what the hub answers. */
export interface DemoSearch {
  query: string;
  results: number;
  /** Ids of the first hits, best first. */
  hits: readonly string[];
}

/** What made-up use is made from. */
export interface DemoSpec {
  seed: number;
  days: number;
  /** The last moment in which something happens. ISO 8601. */
  until: string;
  assets: readonly DemoAsset[];
  teams: readonly { id: string; reps: number }[];
  /** Most typed first. */
  searches: readonly DemoSearch[];
  /** Last days of sales quarters. */
  quarterEnds: readonly Day[];
}

/** A made-up event, in the shape in which a client sends it. */
export interface DemoEvent {
  uuid: string;
  distinct_id: string;
  timestamp: string;
  event: HubEvent['event'];
  properties: HubEvent['properties'];
}

interface Rep {
  id: string;
  team: string;
  /** Chance that the rep opens the hub on a normal day. */
  habit: number;
  joinedAfterDays: number;
  /** Products the rep sells; assets about another one are left alone. */
  sells: ReadonlySet<string>;
}

/** Sunday first. */
const WEEK_RHYTHM = [0.03, 0.9, 1.15, 1.1, 1, 0.7, 0.04];
/** One asset in this many is never found by anybody. */
const NEVER_USED_EVERY = 9;
/** How many of those who find nothing ask for it. */
const ASKS = 0.6;
/** One asset in this many was changed on the way, so that use before and after can be compared. */
const CHANGED_EVERY = 5;
/** A new asset is talked about for this many days. */
const LAUNCH_DAYS = 14;

function weekday(day: Day): number {
  return new Date(day).getUTCDay();
}

/** Reps look things up when deals close, and rest in the week after. */
function quarterFactor(day: Day, quarterEnds: readonly Day[]): number {
  const distances = quarterEnds.map((end) => daysBetween(day, end));
  if (distances.some((left) => left >= 0 && left <= 12)) return 1.5;
  return distances.some((left) => left < 0 && left >= -6) ? 0.65 : 1;
}

function createReps(spec: DemoSpec, random: Random): Rep[] {
  const products = [...new Set(spec.assets.map(({ product }) => product))].sort();
  return spec.teams.flatMap(({ id, reps }, teamIndex) =>
    Array.from({ length: reps }, (_, index) => ({
      id: `demo-${id}-${String(index + 1).padStart(2, '0')}`,
      team: id,
      // Some teams took to the hub sooner than others, and some people hardly look.
      habit: (0.1 + 0.6 * random.next() ** 2) * (1 - 0.08 * (teamIndex % 4)),
      joinedAfterDays: random.happens(0.6) ? 0 : random.below(Math.max(1, Math.floor(spec.days * 0.7))),
      // Assets about no product are for everybody.
      sells: new Set(
        products.filter((product, place) => product === '' || random.happens(0.85 - 0.15 * (place % 3))),
      ),
    })),
  );
}

function uuidAt(ms: number, random: Random): string {
  const hex = (length: number) => Array.from({ length }, () => random.below(16).toString(16)).join('');
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-a${hex(3)}-${hex(12)}`;
}

/** What one visit of one rep leaves behind, in order. */
function* visit(spec: DemoSpec, random: Random, rep: Rep, weights: readonly number[]): Generator<HubEvent> {
  const { assets, searches } = spec;
  const team = rep.team;
  let opened: DemoAsset | undefined;
  let surface: 'page' | 'palette' | 'library' | 'home' = 'page';
  if (random.happens(0.55) && searches.length > 0) {
    surface = random.happens(0.75) ? 'palette' : 'library';
    const search = random.pick(
      searches,
      searches.map((_, place) => 1 / (place + 3)),
    );
    if (search === undefined) return;
    yield {
      event: 'search_performed',
      properties: { query: search.query, results: search.results, surface, team },
    };
    if (search.results === 0 && random.happens(ASKS))
      yield { event: 'asset_requested', properties: { query: search.query, surface, team } };
    const position = random.pick([1, 2, 3], [6, 3, 1]) ?? 1;
    const id = search.hits[position - 1];
    opened = assets.find((asset, index) => asset.id === id && (weights[index] ?? 0) > 0);
    if (opened === undefined || !random.happens(0.8)) return;
    yield {
      event: 'search_result_opened',
      properties: { ...describe(opened), surface, team, query: search.query, position },
    };
    // Most find it at once, some look around for a while.
    const milliseconds = Math.round(1500 + 4000 * position * random.next() + 20_000 * random.next() ** 6);
    yield { event: 'time_to_answer', properties: { milliseconds, by: 'opened', surface, team } };
  } else {
    surface = random.happens(0.6) ? 'library' : 'home';
    opened = random.pick(assets, weights);
  }
  if (opened === undefined) return;
  const properties = { ...describe(opened), surface: 'page' as const, team };
  yield { event: 'asset_viewed', properties };
  const { copied } = demoUseOf(opened.kind);
  if (random.happens(copied === undefined ? 0.12 : 0.35)) {
    const what = copied ?? 'link';
    yield { event: 'asset_copied', properties: { ...properties, what } };
  }
  const [file] = opened.files;
  if (file !== undefined && random.happens(0.3))
    yield { event: 'asset_downloaded', properties: { ...properties, file } };
  if (random.happens(0.03)) {
    const rating = random.pick(['useful', 'not_useful', 'out_of_date'] as const, [7, 1, 2]) ?? 'useful';
    yield { event: 'asset_rated', properties: { ...properties, rating } };
  }
  if (opened.objections !== undefined && random.happens(0.3)) {
    // Customers say some things far more often than others, and not in the order of the card.
    const rank = (place: number) => (place + opened.id.length) % (opened.objections?.length ?? 1);
    const objection = random.pick(
      opened.objections,
      opened.objections.map((_, place) => 1 / (rank(place) + 1)),
    );
    if (objection !== undefined) yield { event: 'objection_heard', properties: { ...properties, objection } };
  }
}

function describe({ id, revision, kind, product }: DemoAsset) {
  return { asset_id: id, asset_rev: revision, kind, product };
}

/** The day on which an asset got the revision that it has, and what that did to its use; undefined for most. */
function changeOf(rank: number, today: Day): { on: Day; useBefore: number } | undefined {
  if (rank % CHANGED_EVERY !== 1) return undefined;
  return { on: addDays(today, -18 - 7 * (rank % 9)), useBefore: [0.35, 1, 2.2][rank % 3] ?? 1 };
}

/** The assets as they were on a day. */
function assetsOn(day: Day, today: Day, assets: readonly DemoAsset[], ranks: readonly number[]): DemoAsset[] {
  return assets.map((asset, index) => {
    const change = changeOf(ranks[index] ?? 0, today);
    return change === undefined || day >= change.on
      ? asset
      : { ...asset, revision: `${asset.revision}-before` };
  });
}

/** How likely each asset is opened on a day: its rank, its kind, and whether it is new. */
function weightsOn(day: Day, today: Day, assets: readonly DemoAsset[], ranks: readonly number[]): number[] {
  return assets.map(({ kind, publishedOn }, index) => {
    const rank = ranks[index] ?? 0;
    const age = publishedOn === undefined ? Infinity : daysBetween(publishedOn, day);
    if (age < 0 || rank % NEVER_USED_EVERY === NEVER_USED_EVERY - 1) return 0;
    const change = changeOf(rank, today);
    const use = change === undefined || day >= change.on ? 1 : change.useBefore;
    return (use * demoUseOf(kind).opened * (age < LAUNCH_DAYS ? 3 : 1)) / (rank + 2);
  });
}

/** Shuffled places, so that popularity does not follow the alphabet. */
function shuffledRanks(count: number, random: Random): number[] {
  const ranks = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [ranks[last], ranks[other]] = [ranks[other] ?? 0, ranks[last] ?? 0];
  }
  return ranks;
}

/**
 * Made-up use that looks like a company's: a weekly rhythm, bumps at quarter ends, a slow growth, a few assets that
 * everybody opens and some that nobody does. The same spec always gives the same events, in order of time.
 */
export function* generateDemoEvents(spec: DemoSpec): Generator<DemoEvent> {
  const random = createRandom(spec.seed);
  const reps = createReps(spec, random);
  const ranks = shuffledRanks(spec.assets.length, random);
  const today = spec.until.slice(0, 10);
  const untilMs = Date.parse(spec.until);
  for (let number = 0; number < spec.days; number += 1) {
    const day = addDays(today, number - spec.days + 1);
    const weights = weightsOn(day, today, spec.assets, ranks);
    const thatDay = { ...spec, assets: assetsOn(day, today, spec.assets, ranks) };
    const growth = 0.55 + (0.45 * number) / Math.max(1, spec.days - 1);
    const mood = (WEEK_RHYTHM[weekday(day)] ?? 1) * quarterFactor(day, spec.quarterEnds) * growth;
    const events: DemoEvent[] = [];
    for (const rep of reps) {
      if (number < rep.joinedAfterDays || !random.happens(Math.min(0.95, rep.habit * mood))) continue;
      const visits = 1 + random.below(3);
      const own = spec.assets.map(({ product }, index) =>
        rep.sells.has(product) ? (weights[index] ?? 0) : 0,
      );
      for (let each = 0; each < visits; each += 1) {
        let ms = Date.parse(day) + 7.5 * 3_600_000 + random.below(10 * 3_600_000);
        for (const { event, properties } of visit(thatDay, random, rep, own)) {
          ms += 2_000 + random.below(40_000);
          const timestamp = new Date(ms).toISOString();
          events.push({ uuid: uuidAt(ms, random), distinct_id: rep.id, timestamp, event, properties });
        }
      }
    }
    yield* events
      .filter(({ timestamp }) => Date.parse(timestamp) <= untilMs)
      .sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
  }
}
