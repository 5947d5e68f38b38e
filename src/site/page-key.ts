import { hash } from 'node:crypto';
import type { Asset } from '../library/asset.ts';
import { downloadsOf } from '../library/kinds/asset-data.ts';
import { analyticsTarget } from '../usage/wire/analytics-target.ts';
import { isStory, otherHalf, sayMissingHalf } from '../library/story-pairs.ts';
import type { Feed } from '../publishing/history/feeds.ts';
import type { Site } from './site.ts';

/** Related assets that a page names below its text. */
export const READ_NEXT = 3;

/**
 * Makes the function that names everything the page of an asset shows, but for code: with the same name a page comes out
 * the same to the byte, and a build takes the one that an earlier build left. What a page shows anew belongs in here too:
 * test/unit/page-key.test.ts names fields of the site that are forgotten, test/build/warm-build.test.ts compares bytes.
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
    records.sessions === undefined && records.rituals === undefined,
    feeds.map(({ name, label }) => [name, label]),
    history === undefined ? undefined : history.isWhole,
    analyticsTarget(process.env, import.meta.env),
  ]);
  const stories = library.assets.filter(isStory);
  return (asset) => {
    const { id, path, body, data, revision, attachments } = asset;
    const heard =
      asset.kind === 'battlecard' ? asset.data.objections.map((one) => site.heardBy(id, one.heard)) : [];
    const other = isStory(asset) ? otherHalf(asset, stories) : undefined;
    const shown = [
      ...site.related(asset, READ_NEXT),
      ...namedIn(data, site),
      ...(other === undefined ? [] : [other]),
    ];
    return keyOf([
      ofAll,
      [id, path, body, data, revision, attachments],
      shown.map((other) => [other.id, other.kind, other.data]),
      site.people.get(id),
      heard,
      asset.kind === 'role' ? [stories.map((story) => [story.id, story.data]), records.sessions] : undefined,
      asset.kind === 'training'
        ? [...library.byId.values()].map((each) => [each.id, each.revision])
        : undefined,
      isStory(asset) && other === undefined ? sayMissingHalf(asset, stories, hub) : undefined,
      downloadsOf(asset).map(({ file }) => site.downloadBytes.get(file)),
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
