import type { Day } from '../../library/dates.ts';
import { demoUseOf } from '../../library/kinds/asset-data.ts';
import type { HubEvent } from '../events.ts';
import type { Random } from './demo-random.ts';

/** An asset as far as made-up use needs it. */
export interface DemoAsset {
  id: string;
  revision: string;
  kind: string;
  product: string;
  /** The department that it comes from. */
  department?: string | undefined;
  publishedOn?: Day | undefined;
  /** Files that can be downloaded from it. */
  files: readonly string[];
  /** The place where it lies, when that is not the hub. */
  place?: string;
  /** Files whose slides or pages are on its page, with their numbers. */
  decks?: readonly { file: string; slides: readonly number[] }[];
  /** Ids of the objections of a battlecard, in its order. */
  objections?: readonly string[];
  /** How many steps a training has. */
  steps?: number;
}

/** Something reps type, and what the hub answers. */
export interface DemoSearch {
  query: string;
  results: number;
  /** Ids of the first hits, best first. */
  hits: readonly string[];
}

/** How many of those who find nothing ask for it. */
const ASKS = 0.6;

/** What one visit of a rep of this team leaves behind, in order; `weights` say how likely each asset is opened. */
export function* visit(
  { assets, searches }: { assets: readonly DemoAsset[]; searches: readonly DemoSearch[] },
  random: Random,
  team: string,
  weights: readonly number[],
): Generator<HubEvent> {
  let opened: DemoAsset | undefined;
  /** From the first letter to the hit that was opened. */
  let searchedMs: number | undefined;
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
    searchedMs = Math.round(1500 + 4000 * position * random.next() + 20_000 * random.next() ** 6);
    yield { event: 'time_to_answer', properties: { milliseconds: searchedMs, by: 'opened', surface, team } };
  } else {
    surface = random.happens(0.6) ? 'library' : 'home';
    opened = random.pick(assets, weights);
  }
  if (opened === undefined) return;
  const properties = { ...describe(opened), surface: 'page' as const, team };
  yield { event: 'asset_viewed', properties };
  const { copied } = demoUseOf(opened.kind);
  // Most hits lead to a place within the page, and most of these to the right one.
  let isLanding = searchedMs !== undefined && random.happens(0.8);
  if (isLanding && random.happens(0.15)) {
    const by = random.pick(['scrolled', 'searched'] as const, [4, 1]) ?? 'scrolled';
    yield { event: 'landing_ended', properties: { ...properties, by } };
    isLanding = false;
  }
  if (random.happens(copied === undefined ? 0.12 : 0.35)) {
    const what = copied ?? 'link';
    yield { event: 'asset_copied', properties: { ...properties, what } };
    if (isLanding) yield { event: 'landing_ended', properties: { ...properties, by: 'copied' } };
    if (searchedMs !== undefined) {
      const milliseconds = searchedMs + Math.round(1500 + 9000 * random.next() ** 2);
      yield { event: 'time_to_answer', properties: { milliseconds, by: 'copied', surface: 'page', team } };
    }
  }
  const [file] = opened.files;
  if (file !== undefined && random.happens(0.3))
    yield { event: 'asset_downloaded', properties: { ...properties, file } };
  if (opened.place !== undefined && random.happens(0.6))
    yield {
      event: 'link_opened',
      properties: {
        ...properties,
        provider: opened.place,
        shown: random.happens(0.8) ? 'elsewhere' : 'here',
      },
    };
  const [deck] = opened.decks ?? [];
  if (deck !== undefined && random.happens(0.6)) yield* look(random, deck, properties);
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
  if (opened.steps !== undefined && random.happens(0.8)) {
    // Whoever begins mostly goes on to the end, in one sitting.
    for (let left = opened.steps - 1; left >= 0 && random.happens(0.96); left -= 1)
      yield { event: 'training_step_passed', properties: { ...properties, left } };
  }
  if (opened.objections !== undefined && random.happens(0.25))
    yield* answerThere(random, { ...properties, surface: 'call' });
  else if (random.happens(0.12))
    yield* answerThere(random, {
      ...properties,
      surface: random.pick(['brief', 'crm', 'agent'] as const, [5, 4, 2]) ?? 'brief',
    });
}

/** Slides from the first one on, until the rep has seen enough; some jump to the last one. */
function* look(
  random: Random,
  { file, slides }: { file: string; slides: readonly number[] },
  properties: ReturnType<typeof describe> & { surface: 'page'; team: string },
): Generator<HubEvent> {
  for (const [at, slide] of slides.entries()) {
    const isLast = at === slides.length - 1;
    if (at > 0 && !random.happens(isLast ? 0.9 : 0.82)) return;
    yield { event: 'slide_reached', properties: { ...properties, file, slide } };
  }
}

/** A sentence that is found and copied for one call: in call mode, on a brief, beside the deal or through an agent. */
function* answerThere(
  random: Random,
  properties: ReturnType<typeof describe> & { surface: 'call' | 'brief' | 'crm' | 'agent'; team: string },
): Generator<HubEvent> {
  const { surface, team } = properties;
  yield { event: 'asset_viewed', properties };
  yield { event: 'asset_copied', properties: { ...properties, what: 'objection' } };
  const least = surface === 'call' ? 900 : 4000;
  const milliseconds = Math.round(least * (1 + 3 * random.next() ** 2));
  yield { event: 'time_to_answer', properties: { milliseconds, by: 'copied', surface, team } };
}

/** What each event about an asset says of it. */
export function describe({ id, revision, kind, product, department }: DemoAsset) {
  return {
    asset_id: id,
    asset_rev: revision,
    kind,
    product,
    ...(department !== undefined && { department }),
  };
}
