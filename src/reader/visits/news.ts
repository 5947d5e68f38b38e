import type { Change, DataSubject, Step } from './changes.ts';
import type { Day } from '../../library/dates.ts';
import type { SeenRevision } from './visits.ts';

/** What one news is about. */
type NewsSubject = DataSubject | 'text';

/** One thing that is otherwise than it was. */
export interface NewsItem extends Omit<Change, 'what' | 'subject'> {
  what: Change['what'] | 'expired';
  subject: NewsSubject;
}

/** A claim as the page shows it. */
export interface ShownClaim {
  text: string;
  slug: string;
  heading: string;
  /** The last day on which it may be repeated. */
  until: Day;
}

/** What became of an asset since somebody last opened it. */
export interface AssetNews {
  day: Day;
  items: NewsItem[];
  /** That it changed is known, and not what it said then. */
  unknownChanges?: {
    /** So many changes are known to be later. */
    times: number;
    /** There may have been more. */
    isLeast: boolean;
  };
}

/**
 * What to tell; undefined when there is nothing.
 *
 * @param before how it was when it was last opened
 * @param revision what it is now
 * @param steps what is known of its past, newest first; empty when nothing is
 * @param claims those that the page shows now
 */
export function buildNews(
  before: SeenRevision,
  revision: string,
  steps: readonly Step[],
  claims: readonly ShownClaim[],
  today: Day,
): AssetNews | undefined {
  const at = before.revision === revision ? -1 : steps.findIndex(({ from }) => from === before.revision);
  const isKnown = before.revision === revision || at !== -1;
  const news = gatherNews(composeChanges(steps.slice(0, at + 1))).map(newsItemOf);
  const fresh = new Set(news.flatMap(({ now }) => now ?? []));
  const expired = claims
    .filter(({ until, text }) => until >= before.day && until < today && !fresh.has(text))
    .map(({ text, slug, heading }): NewsItem => ({
      what: 'expired',
      subject: 'claim',
      slug,
      heading,
      now: text,
    }));
  const all = [...news, ...expired];
  if (isKnown) return all.length === 0 ? undefined : { day: before.day, items: all };
  const later = steps.filter(({ day }) => day > before.day).length;
  const unknownChanges = { times: Math.max(1, later), isLeast: later === steps.length };
  return { day: before.day, items: all, unknownChanges };
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
  const { slug, heading, subject } = later;
  const about = later.about === undefined ? {} : { about: later.about };
  const place = { slug, heading, ...(subject === undefined ? {} : { subject }), ...about };
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
  const gathered = changes.flatMap((change): Change[] => {
    if (change.what !== 'added' || !isOnlyOne(change)) return [change];
    const old = gone.find((each) => isPlaceOf(each, change) && each.about === change.about);
    if (old?.was === undefined) return [change];
    gone.splice(gone.indexOf(old), 1);
    return [{ ...change, what: 'changed', was: old.was }];
  });
  return gathered.filter((change) => {
    const { what, about } = change;
    if (what === 'removed' && !gone.includes(change)) return false;
    const objection = gathered.find((each) => about !== undefined && about === (each.now ?? each.was));
    return objection === undefined || objection.what !== what || what === 'changed';
  });
}

const isOnlyOne = ({ subject, about }: Change): boolean => about !== undefined || subject === undefined;

const newsItemOf = ({ subject, ...change }: Change): NewsItem => ({ ...change, subject: subject ?? 'text' });
