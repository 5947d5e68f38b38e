import { hash } from 'node:crypto';
import type { Asset } from '../library/asset.ts';
import { analyticsTarget } from './analytics-target.ts';
import type { Feed } from '../publishing/history/feeds.ts';
import type { Site } from './site.ts';

/** Related assets that a page names below its text. */
export const READ_NEXT = 6;

/**
 * Makes the function that names everything the page of an asset shows, but for code: with the same name a page comes out
 * the same to the byte, and a build takes the one that an earlier build left. What a page shows anew belongs in here too;
 * test/build/warm-build.test.ts compares.
 */
export function createPageKey(site: Site, feeds: readonly Feed[]): (asset: Asset) => string {
  const { hub, today, library, countByKind, records, history } = site;
  const ofAll = keyOf([
    hub,
    today,
    [...library.byId.keys()],
    [...library.otherFiles],
    [...countByKind],
    records.asks === undefined,
    feeds.map(({ name, label }) => [name, label]),
    history === undefined ? undefined : history.isWhole,
    analyticsTarget(process.env, import.meta.env),
  ]);
  return (asset) => {
    const { id, path, body, data, revision } = asset;
    const heard =
      asset.kind === 'battlecard' ? asset.data.objections.map((one) => site.heardBy(id, one.heard)) : [];
    const shown = [...site.related(asset, READ_NEXT), ...namedIn(data, site)];
    return keyOf([
      ofAll,
      [id, path, body, data, revision],
      shown.map((other) => [other.id, other.kind, other.data]),
      site.people.get(id),
      heard,
      history?.byPath.get(path),
    ]);
  };
}

const keyOf = (value: unknown): string => hash('sha256', JSON.stringify(value)).slice(0, 32);

/** Assets whose ids stand anywhere in the data of another one. */
function namedIn(value: unknown, site: Site): Asset[] {
  if (typeof value === 'string') return [site.byId.get(value) ?? []].flat();
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => namedIn(inner, site));
}
