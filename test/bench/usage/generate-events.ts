import type { LibraryFacts } from '../../../src/usage/questions/library-facts.ts';
import { createRandom, type Random } from '../../../src/usage/demo/demo-random.ts';
import type { StoredEvent } from '../../../src/usage/event-store.ts';
import type { HubEvent } from '../../../src/usage/events.ts';

const ASSETS = 5000;
const REPS = 2000;
const TEAMS = 12;
const PRODUCTS = 8;
const DEPARTMENTS = 4;
const SEARCHES = 3000;
const DAY_MS = 86_400_000;
const KINDS = ['battlecard', 'answer', 'play', 'collateral', 'sell-story', 'build-story'] as const;
/** One asset in this many is never used by anybody. */
const UNUSED_EVERY = 12;
/** Monday first. */
const WEEK_RHYTHM = [0.95, 1.15, 1.1, 1, 0.75, 0.04, 0.03];
/** Most happens in sessions of a few steps; so many events come of one on average. */
const EVENTS_PER_SESSION = 4.4;

/** The moment up to which events are made. */
export const BENCH_NOW = Date.parse('2026-11-22T12:00:00.000Z');
/** How far back they go: eighteen months. */
const BENCH_DAYS = 548;

function idOf(prefix: string, number: number, digits: number): string {
  return `${prefix}${String(number).padStart(digits, '0')}`;
}

/** Whole numbers below `count`, small ones far more often: the n-th is as likely as 1/n. */
function createZipf(count: number): (random: Random) => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let index = 0; index < count; index += 1) sums[index] = sum += 1 / (index + 1) ** 1.02;
  return (random) => {
    const wanted = random.next() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function assetOf(number: number) {
  return {
    asset_id: idOf('collateral/asset-', number, 4),
    kind: KINDS[number % KINDS.length] ?? 'play',
    product: idOf('product-', number % PRODUCTS, 1),
    department: idOf('department-', number % DEPARTMENTS, 1),
  };
}

/** The day, counted from the first, on which an asset was published. Two thirds were there from the start. */
function publishedAfterDays(number: number): number {
  return number % 3 === 0 ? (number * 37) % BENCH_DAYS : -200;
}

/** The plain facts of the library that the made-up events are about. */
export function benchFacts(): LibraryFacts {
  const begin = BENCH_NOW - BENCH_DAYS * DAY_MS;
  return {
    assets: Array.from({ length: ASSETS }, (_, number) => {
      const { asset_id, kind, product } = assetOf(number);
      const publishedOn = new Date(begin + publishedAfterDays(number) * DAY_MS).toISOString().slice(0, 10);
      return { id: asset_id, title: `Asset ${String(number)}`, kind, products: [product], publishedOn };
    }),
    teams: Array.from({ length: TEAMS }, (_, team) => ({
      id: idOf('team-', team, 2),
      name: `Team ${String(team)}`,
      reps: Math.ceil(REPS / TEAMS),
    })),
    products: Array.from({ length: PRODUCTS }, (_, product) => ({
      id: idOf('product-', product, 1),
      name: `Product ${String(product)}`,
    })),
  };
}

/** What one session of one rep leaves behind. */
function* visit(
  random: Random,
  day: number,
  team: string,
  pick: (random: Random) => number,
): Generator<HubEvent> {
  let number = pick(random);
  if (number % UNUSED_EVERY === UNUSED_EVERY - 1 || publishedAfterDays(number) > day) number = 0;
  const revision = number % 3 === 1 && day > 200 + (number % 300) ? 'b2f1' : 'a07c';
  const properties = { ...assetOf(number), asset_rev: `${revision}${idOf('', number, 8)}`, team };
  let surface: 'palette' | 'library' | 'home' = 'home';
  if (random.happens(0.55)) {
    surface = random.happens(0.7) ? 'palette' : 'library';
    const words = random.below(SEARCHES);
    const query = `words ${String(words)}`;
    const results = words % 8 === 0 ? 0 : 1 + random.below(20);
    yield { event: 'search_performed', properties: { query, results, surface, team } };
    if (results === 0 || random.happens(0.25)) {
      if (results === 0 && random.happens(0.05))
        yield { event: 'asset_requested', properties: { query, surface, team } };
      return;
    }
    const position = 1 + random.below(3);
    yield { event: 'search_result_opened', properties: { ...properties, surface, query, position } };
    if (surface === 'palette') {
      const milliseconds = 3000 + random.below(20_000);
      yield { event: 'time_to_answer', properties: { milliseconds, by: 'opened', surface, team } };
      const by = random.happens(0.6) ? ('copied' as const) : ('searched' as const);
      if (random.happens(0.4))
        yield { event: 'landing_ended', properties: { ...properties, surface: 'page', by } };
    }
  }
  for (let views = 1 + random.below(4); views > 0; views -= 1)
    yield { event: 'asset_viewed', properties: { ...properties, surface: 'page' } };
  if (random.happens(0.3)) {
    const what = random.happens(0.5) ? ('claim' as const) : ('answer' as const);
    yield { event: 'asset_copied', properties: { ...properties, surface: 'page', what } };
  }
  if (random.happens(0.2))
    yield {
      event: 'asset_downloaded',
      properties: { ...properties, surface: 'page', file: `files/${String(number)}.pdf` },
    };
  if (number % 12 === 0 && random.happens(0.5))
    for (let slide = 1; slide < 2 + random.below(8); slide += 1)
      yield {
        event: 'slide_reached',
        properties: { ...properties, surface: 'page', file: `files/${String(number)}.pdf`, slide },
      };
  if (properties.kind === 'battlecard' && random.happens(0.1))
    yield {
      event: 'objection_heard',
      properties: { ...properties, surface: 'page', objection: `objection-${String(random.below(6))}` },
    };
  if (number % 12 === 6 && random.happens(0.2))
    for (let left = 7; left >= random.below(4); left -= 1)
      yield { event: 'training_step_passed', properties: { ...properties, surface: 'page', left } };
  if (random.happens(0.03)) {
    const rating = random.happens(0.7) ? ('useful' as const) : ('out_of_date' as const);
    yield { event: 'asset_rated', properties: { ...properties, surface: 'page', rating } };
  }
}

function hex(random: Random, digits: number): string {
  return Math.floor(random.next() * 16 ** digits)
    .toString(16)
    .padStart(digits, '0');
}

function uuidAt(ms: number, random: Random): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;
}

/**
 * About `count` events of 2,000 reps and 5,000 assets over eighteen months, in order of time and as the collector would
 * keep them: a weekly rhythm, growth, few assets that everybody opens. The same for the same count. In the first session
 * of each rep somebody signs in, so that people are made of two ids each.
 */
export function* generateEvents(count: number): Generator<StoredEvent> {
  const random = createRandom(7);
  const pick = createZipf(ASSETS);
  const begin = Math.floor((BENCH_NOW - BENCH_DAYS * DAY_MS) / DAY_MS) * DAY_MS;
  const shares = Array.from({ length: BENCH_DAYS }, (_, day) => {
    const weekday = (new Date(begin + day * DAY_MS).getUTCDay() + 6) % 7;
    return (WEEK_RHYTHM[weekday] ?? 1) * (0.5 + (0.5 * day) / BENCH_DAYS);
  });
  const perShare = count / EVENTS_PER_SESSION / shares.reduce((sum, share) => sum + share, 0);
  const known = new Set<number>();
  for (const [day, share] of shares.entries()) {
    const sessions = Math.round(share * perShare);
    const length = (11 * 3_600_000) / Math.max(1, sessions);
    for (let session = 0; session < sessions; session += 1) {
      const rep = Math.floor(random.next() ** 1.6 * REPS);
      const id = idOf('rep-', rep, 4);
      let ms = Math.floor(begin + day * DAY_MS + 7 * 3_600_000 + session * length);
      const own = {
        $lib: 'web',
        $session_id: `${hex(random, 8)}-${hex(random, 12)}`,
        $current_url: `https://hub.example/collateral/${hex(random, 4)}/`,
        $process_person_profile: true,
        $is_identified: true,
      };
      const keep = (
        event: string,
        properties: Record<string, unknown>,
        changes: Partial<StoredEvent> = {},
      ) => {
        ms += 1 + random.below(Math.max(2, Math.min(40_000, Math.floor(length / 8))));
        const at = new Date(ms).toISOString();
        return {
          uuid: uuidAt(ms, random),
          event,
          timestamp: at,
          distinct_id: id,
          created_at: at,
          properties: { ...properties, ...own },
          ...changes,
        };
      };
      if (!known.has(rep)) {
        known.add(rep);
        const anonymous = `anon-${hex(random, 12)}`;
        const before = { $process_person_profile: false, $is_identified: false };
        const viewed = { ...assetOf(0), asset_rev: 'a07c', team: 'unknown', surface: 'page' };
        const event = keep('asset_viewed', viewed, { distinct_id: anonymous });
        yield { ...event, properties: { ...event.properties, ...before } };
        const set = { $anon_distinct_id: anonymous, $set: { region: rep % 4 } };
        yield keep('$identify', set, { changes_person: true });
      }
      for (const { event, properties } of visit(random, day, idOf('team-', rep % TEAMS, 2), pick))
        yield keep(event, properties);
    }
  }
}
