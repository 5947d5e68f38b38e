import { addDays, daysBetween, type Day } from '../../library/dates.ts';
import { dayIn, startOf } from '../../library/time-zone.ts';
import { SALES } from '../../library/departments.ts';
import { demoUseOf } from '../../library/kinds/asset-data.ts';
import { askAsAgents } from './demo-agents.ts';
import { createRandom, uuidAt, type Random } from './demo-random.ts';
import { describe, visit, type DemoAsset, type DemoSearch } from './demo-visit.ts';
import type { HubEvent } from '../events.ts';
import type { CountedTeam } from '../privacy/team-groups.ts';

/** What made-up use is made from. */
export interface DemoSpec {
  /** A whole number; the same one gives the same events. */
  seed: number;
  /** How many days before `until` it begins. */
  days: number;
  /** The last moment in which something happens, such as `2026-11-22T18:00:00Z`. */
  until: string;
  /** The time zone whose days these are; none is UTC. */
  zone?: string;
  assets: readonly DemoAsset[];
  teams: readonly CountedTeam[];
  /** Most typed first. */
  searches: readonly DemoSearch[];
  /** Last days of sales quarters. */
  quarterEnds: readonly Day[];
}

/** A made-up event, in the shape in which a client sends it. */
export interface DemoEvent {
  uuid: string;
  distinct_id: string;
  /** ISO 8601 in UTC. */
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

/** Somebody of a department that does not sell. */
interface Builder {
  id: string;
  team: string;
  department: string;
  /** The departments whose pages they read: those next to their own work, and sales. */
  reads: ReadonlySet<string>;
}

/** Whoever builds opens the hub on one day in so many. */
const BUILDER_DAYS = 9;

/** Sunday first. */
const WEEK_RHYTHM = [0.03, 0.9, 1.15, 1.1, 1, 0.7, 0.04];
/** One asset in this many is never found by anybody. */
const NEVER_USED_EVERY = 9;
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

/**
 * Who builds reads what sales tells and some of the other departments, and never all of them: some ways between two
 * departments are trodden in one direction alone, and some not at all.
 */
function createBuilders({ teams, assets }: DemoSpec): Builder[] {
  const departments = [...new Set(assets.flatMap(({ department }) => department ?? []))].sort();
  return teams.flatMap(({ id, department, people = 0 }, teamIndex) =>
    department === undefined
      ? []
      : Array.from({ length: people }, (_, index) => ({
          id: `demo-${id}-${String(index + 1).padStart(2, '0')}`,
          team: id,
          department,
          reads: new Set(
            departments.filter((_each, at) => (at + teamIndex) % 3 === 0 || departments[at] === SALES),
          ),
        })),
  );
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
  const builders = createBuilders(spec);
  // Chances of their own, so that reps do the same whether or not there are others.
  const own = createRandom(spec.seed + 1);
  const ofAgents = createRandom(spec.seed + 2);
  const ranks = shuffledRanks(spec.assets.length, random);
  const today = dayIn(spec.zone, Date.parse(spec.until));
  const untilMs = Date.parse(spec.until);
  for (let number = 0; number < spec.days; number += 1) {
    const day = addDays(today, number - spec.days + 1);
    const midnight = startOf(spec.zone, day);
    const weights = weightsOn(day, today, spec.assets, ranks);
    const thatDay = { ...spec, assets: assetsOn(day, today, spec.assets, ranks) };
    const growth = 0.55 + (0.45 * number) / Math.max(1, spec.days - 1);
    const mood = (WEEK_RHYTHM[weekday(day)] ?? 1) * quarterFactor(day, spec.quarterEnds) * growth;
    const events: DemoEvent[] = [];
    for (const rep of reps) {
      if (number < rep.joinedAfterDays || !random.happens(Math.min(0.95, rep.habit * mood))) continue;
      const visits = 1 + random.below(3);
      const weighed = spec.assets.map(({ product }, index) =>
        rep.sells.has(product) ? (weights[index] ?? 0) : 0,
      );
      for (let each = 0; each < visits; each += 1) {
        let ms = midnight + 7.5 * 3_600_000 + random.below(10 * 3_600_000);
        for (const { event, properties } of visit(thatDay, random, rep.team, weighed)) {
          ms += 2_000 + random.below(40_000);
          const timestamp = new Date(ms).toISOString();
          events.push({ uuid: uuidAt(ms, random), distinct_id: rep.id, timestamp, event, properties });
        }
      }
    }
    for (const { id, team, department, reads } of builders) {
      if (!own.happens(Math.min(0.9, (WEEK_RHYTHM[weekday(day)] ?? 1) / BUILDER_DAYS))) continue;
      const of = spec.assets.map((asset, index) =>
        asset.department !== undefined && asset.department !== department && reads.has(asset.department)
          ? (weights[index] ?? 0)
          : 0,
      );
      const asset = own.pick(thatDay.assets, of);
      if (asset === undefined) continue;
      const ms = midnight + 8 * 3_600_000 + own.below(9 * 3_600_000);
      events.push({
        uuid: uuidAt(ms, own),
        distinct_id: id,
        timestamp: new Date(ms).toISOString(),
        event: 'asset_viewed',
        properties: { ...describe(asset), surface: 'page', team },
      });
    }
    events.push(...askAsAgents(spec, ofAgents, midnight, WEEK_RHYTHM[weekday(day)] ?? 1));
    yield* events
      .filter(({ timestamp }) => Date.parse(timestamp) <= untilMs)
      .sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
  }
}
