import type { Change, Step } from './changes.ts';
import { dataHeadings, type DataSlug } from '../../library/kinds/data-sections.ts';
import type { Day } from '../../library/dates.ts';
import type { Stand } from './visits.ts';

/** What one news is about. */
export type NewsOf = 'claim' | 'objection' | 'answer' | 'text';

/** One thing that is otherwise than it was. */
export interface News extends Omit<Change, 'what'> {
  what: Change['what'] | 'expired';
  of: NewsOf;
}

/** A claim as the page shows it. */
export interface ShownClaim {
  text: string;
  slug: string;
  heading: string;
  /** The last day on which it may be repeated. */
  until: Day;
}

/** What became of a piece since somebody last opened it. */
export interface Since {
  day: Day;
  news: News[];
  /** That it changed is known, and not what it said then. */
  untold?: {
    /** So many changes are known to be later. */
    times: number;
    /** There may have been more. */
    isLeast: boolean;
  };
}

const CLAIMS: ReadonlySet<string> = new Set<DataSlug>(['why-we-win', 'why-we-lose', 'proof']);

/**
 * What to tell; undefined when there is nothing.
 *
 * @param before how it was when it was last opened
 * @param revision what it is now
 * @param steps what is known of its past, newest first; empty when nothing is
 * @param claims those that the page shows now
 */
export function buildSince(
  before: Stand,
  revision: string,
  steps: readonly Step[],
  claims: readonly ShownClaim[],
  today: Day,
): Since | undefined {
  const at = before.revision === revision ? -1 : steps.findIndex(({ from }) => from === before.revision);
  const isKnown = before.revision === revision || at !== -1;
  const news = gatherNews(composeChanges(steps.slice(0, at + 1))).map(newsOf);
  const fresh = new Set(news.flatMap(({ now }) => now ?? []));
  const expired = claims
    .filter(({ until, text }) => until >= before.day && until < today && !fresh.has(text))
    .map(({ text, slug, heading }): News => ({ what: 'expired', of: 'claim', slug, heading, now: text }));
  const all = [...news, ...expired];
  if (isKnown) return all.length === 0 ? undefined : { day: before.day, news: all };
  const later = steps.filter(({ day }) => day > before.day).length;
  const untold = { times: Math.max(1, later), isLeast: later === steps.length };
  return { day: before.day, news: all, untold };
}

/** What several steps come to: a claim that was reworded twice changed once, one that came and went did not. */
export function composeChanges(steps: readonly Step[]): Change[] {
  const net: Change[] = [];
  for (const { changes } of steps.toReversed()) {
    for (const change of changes) {
      const at = net.findIndex((each) => isPlaceOf(each, change) && meets(each, change));
      const earlier = net[at];
      if (earlier === undefined) net.push(change);
      else net.splice(at, 1, ...compose(earlier, change));
    }
  }
  return net;
}

const isPlaceOf = (a: Change, b: Change): boolean => a.slug === b.slug && a.heading === b.heading;

/** Whether the later change goes on from where the earlier one ended. */
function meets(earlier: Change, later: Change): boolean {
  return earlier.what === 'removed'
    ? later.what === 'added' && later.now === earlier.was
    : later.what !== 'added' && later.was === earlier.now;
}

function compose(earlier: Change, later: Change): Change[] {
  const { slug, heading } = later;
  const about = later.about === undefined ? {} : { about: later.about };
  const place = { slug, heading, ...about };
  if (later.what === 'removed') {
    return earlier.was === undefined ? [] : [{ what: 'removed', ...place, was: earlier.was }];
  }
  const now = later.now === undefined ? {} : { now: later.now };
  if (earlier.was === undefined) return [{ what: 'added', ...place, ...now }];
  const turned = later.say ?? earlier.say;
  // Internal and aloud again: nothing is left of it.
  const isBack = earlier.say !== undefined && later.say !== undefined && earlier.say !== later.say;
  const say = turned === undefined || isBack ? {} : { say: turned };
  if (earlier.was === later.now && say.say === undefined) return [];
  return [{ what: 'changed', ...place, was: earlier.was, ...now, ...say }];
}

/**
 * What a reader takes for one thing is told once: an objection that came or went takes its answer along, and a text of
 * which there is one, rewritten past recognition, was changed.
 */
function gatherNews(changes: readonly Change[]): Change[] {
  const gone = changes.filter(({ what }) => what === 'removed');
  const told = changes.flatMap((change): Change[] => {
    if (change.what !== 'added' || !isOnlyOne(change)) return [change];
    const old = gone.find((each) => isPlaceOf(each, change) && each.about === change.about);
    if (old?.was === undefined) return [change];
    gone.splice(gone.indexOf(old), 1);
    return [{ ...change, what: 'changed', was: old.was }];
  });
  return told.filter((change) => {
    const { what, about } = change;
    if (what === 'removed' && !gone.includes(change)) return false;
    const objection = told.find((each) => about !== undefined && about === (each.now ?? each.was));
    return objection === undefined || objection.what !== what || what === 'changed';
  });
}

const isOnlyOne = ({ slug, about }: Change): boolean => about !== undefined || !(slug in dataHeadings);

function newsOf(change: Change): News {
  const isObjection = change.slug === 'objections';
  const of = CLAIMS.has(change.slug)
    ? 'claim'
    : !isObjection
      ? 'text'
      : change.about === undefined
        ? 'objection'
        : 'answer';
  return { ...change, of };
}
