import { addDays, renderDay, type Day } from '../../library/dates.ts';
import { urlOf } from '../../library/addresses.ts';
import type { Asset } from '../../library/asset.ts';
import type { Content } from '../../library/content.ts';
import { freshnessOf, renderFreshness } from '../../library/freshness.ts';
import { renderCount } from '../count.ts';
import type { ContentHistory } from '../history/history.ts';
import { findMissed } from '../review/missed.ts';
import { readNumbers } from '../review/numbers.ts';
import { emptySearches } from '../../usage/questions/empty-searches.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';

/** More than this of each part nobody reads in a message. */
const MOST = 10;
const WEEK_DAYS = 7;

interface DigestItem {
  says: string;
  /** Behind it, such as who changed it. */
  about: string;
  /** The whole address of its page; undefined where hub.yaml names no site or it has no page. */
  url?: string | undefined;
}

interface DigestPart {
  heading: string;
  items: DigestItem[];
  /** How many there are beyond those. */
  more: number;
  /** Said where there is none, or nothing is known. */
  none: string;
}

/** What a week brought, for people who did not open the hub. Titles, days and numbers alone: whoever forwards it gives nothing away. */
export interface Digest {
  company: string;
  site: string | undefined;
  /** The day it is made. */
  day: Day;
  title: string;
  parts: DigestPart[];
}

export interface DigestSources {
  content: Content;
  snapshot: Snapshot | undefined;
  /** Undefined where there is no git. */
  history: ContentHistory | undefined;
  today: Day;
}

/** The parts that hub.yaml does not turn off. The same sources give the same digest. */
export function buildDigest(sources: DigestSources): Digest {
  const { company, digest } = sources.content.library.hub;
  return {
    company: company.name,
    site: company.site,
    day: sources.today,
    title: `${company.name}: the week up to ${renderDay(sources.today)}`,
    parts: [
      ...(digest.changed ? [changed(sources)] : []),
      ...(digest.missed ? [missed(sources)] : []),
      ...(digest.due ? [due(sources)] : []),
    ],
  };
}

function partOf(heading: string, items: readonly DigestItem[], none: string): DigestPart {
  return { heading, items: items.slice(0, MOST), more: Math.max(0, items.length - MOST), none };
}

const addressOf = ({ content }: DigestSources, { id }: Asset): string | undefined => {
  const { site } = content.library.hub.company;
  return site === undefined ? undefined : `${site.replace(/\/+$/, '')}${encodeURI(urlOf(id))}`;
};

function changed(sources: DigestSources): DigestPart {
  const { content, history, today } = sources;
  const from = addDays(today, -WEEK_DAYS);
  const isOfWeek = ({ day }: { day: Day }): boolean => day > from && day <= today;
  const items = content.library.assets
    .filter(({ data }) => !data.draft)
    .flatMap((asset) => {
      const versions = history?.byPath.get(asset.path) ?? [];
      const latest = versions.find(isOfWeek);
      if (latest === undefined) return [];
      const isNew = history?.isWhole === true && versions.every(isOfWeek);
      const about = `${isNew ? 'new' : 'changed'} ${renderDay(latest.day)}, ${latest.by.join(', ')}`;
      return [{ at: latest.at, says: asset.data.title, about, url: addressOf(sources, asset) }];
    })
    .sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : a.says < b.says ? -1 : 1));
  const none =
    history === undefined ? 'There is no history here to read it from.' : 'No page changed this week.';
  return partOf(
    'What changed',
    items.map(({ says, about, url }) => ({ says, about, url })),
    none,
  );
}

function missed({ content, snapshot, today }: DigestSources): DigestPart {
  const items = findMissed(content, snapshot, today).map(([, { words, most, asked }]) => ({
    says: `“${words}”`,
    about: `about ${renderCount(most, 'rep')} ${asked === most ? 'asked for it' : 'found nothing'}`,
  }));
  const isKnown = readNumbers(snapshot, emptySearches, today) !== undefined;
  return partOf(
    'Asked and not found',
    items,
    isKnown
      ? 'Nothing that ten reps or more searched for is without an answer.'
      : 'There are no numbers of these days, so it is not known.',
  );
}

const LATE = ['expired', 'overdue', 'due'] as const;

function due(sources: DigestSources): DigestPart {
  const { library } = sources.content;
  const { hub } = library;
  const items = library.assets
    .filter(({ data }) => !data.draft)
    .flatMap((asset) => {
      const rank = LATE.findIndex((state) => state === freshnessOf(asset, hub, sources.today));
      const owner = hub.people.find(({ id }) => id === asset.data.owner)?.name ?? 'no owner yet';
      const about = `${renderFreshness(asset, hub, sources.today)}, ${owner}`;
      return rank < 0 ? [] : [{ rank, says: asset.data.title, about, url: addressOf(sources, asset) }];
    })
    .sort((a, b) => a.rank - b.rank || (a.says < b.says ? -1 : 1));
  return partOf(
    'Due for a look',
    items.map(({ says, about, url }) => ({ says, about, url })),
    'No review is due.',
  );
}
