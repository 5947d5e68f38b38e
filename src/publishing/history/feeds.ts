import type { AssetPart } from '../../library/asset.ts';
import { fillAddress, urlOf } from '../../library/addresses.ts';
import type { Hub, Term } from '../../library/hub.ts';
import { kindNames, kinds } from '../../library/kinds/kinds.ts';
import { nameOf } from '../../library/name-of.ts';
import type { ContentHistory } from './history.ts';
import { fileRoutes, kindUrl, routes } from '../../library/routes.ts';

type FeedAsset = AssetPart<'id' | 'kind' | 'path' | 'data'>;

/** One asset in a feed. */
export interface FeedEntry {
  /** Of the asset, such as `battlecards/acme`: it never changes, whatever becomes of title and site. */
  id: string;
  title: string;
  /** From the root of the site. */
  address: string;
  /** ISO 8601 in UTC. */
  updated: string;
  published: string | undefined;
  author: string | undefined;
  summary: string;
  categories: Term[];
}

/** What is new in the hub, or in one part of it. */
export interface Feed {
  /**
   * `all`, `products/routes`, `owners/ines-varga` or `kinds/answer`: its address below `/feeds/` and its lasting name.
   */
  name: string;
  /** What it tells of, where the company's name is known. */
  label: string;
  /** The page of which it tells, from the root of the site. */
  about: string;
  /** Newest first. */
  entries: FeedEntry[];
}

/** Entries of a feed: a reader that looks once a day misses nothing. */
const MOST_ENTRIES = 50;

/** The address of a feed, from the root of the site. */
export const feedAddress = (name: string): string => fillAddress(fileRoutes.feed.address, name);

/**
 * All feeds of a hub: of everything, and of each product, owner and kind that something new can be told of. An asset is
 * as new as its last change in git; where git knows nothing, as the day it was published.
 */
export function buildFeeds(
  assets: readonly FeedAsset[],
  hub: Hub,
  history: ContentHistory | undefined,
): Feed[] {
  const entries = new Map(
    assets.flatMap((asset) => entryOf(asset, hub, history) ?? []).map((one) => [one.address, one]),
  );
  const feed = (name: string, label: string, about: string, has: (asset: FeedAsset) => boolean): Feed => ({
    name,
    label,
    about,
    entries: assets
      .filter(has)
      .flatMap((asset) => entries.get(urlOf(asset.id)) ?? [])
      .sort((a, b) => (a.updated > b.updated ? -1 : a.updated < b.updated ? 1 : a.id < b.id ? -1 : 1))
      .slice(0, MOST_ENTRIES),
  });
  return [
    feed('all', 'New and changed', routes.library.address, () => true),
    ...hub.products.map(({ id, name }) =>
      feed(`products/${id}`, name, fillAddress(routes.product.address, id), ({ data }) =>
        data.products.includes(id),
      ),
    ),
    ...hub.people.map(({ id, name }) =>
      feed(`owners/${id}`, `Owned by ${name}`, routes.library.address, ({ data }) => data.owner === id),
    ),
    ...kindNames.map((kind) =>
      feed(`kinds/${kind}`, kinds[kind].plural, kindUrl(kind), (asset) => asset.kind === kind),
    ),
  ].filter(({ entries: found }) => found.length > 0);
}

function entryOf(
  { id, kind, path, data }: FeedAsset,
  hub: Hub,
  history: ContentHistory | undefined,
): FeedEntry | undefined {
  const [last] = history?.byPath.get(path) ?? [];
  const published = data.published === undefined ? undefined : `${data.published}T00:00:00.000Z`;
  const updated = last?.at ?? published;
  if (updated === undefined) return undefined;
  const change = last === undefined ? '' : `Last change: ${last.subject}`;
  return {
    id,
    title: data.title,
    address: urlOf(id),
    updated,
    published,
    author: data.owner === undefined ? undefined : nameOf(hub.people, data.owner),
    summary: [data.benefit ?? data.summary ?? '', change].filter(Boolean).join('\n\n'),
    categories: [
      { id: kind, name: kinds[kind].label },
      ...data.products.map((product) => ({ id: product, name: nameOf(hub.products, product) })),
    ],
  };
}
