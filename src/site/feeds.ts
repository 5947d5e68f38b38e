import { buildFeeds, type Feed } from '../publishing/history/feeds.ts';
import { collectSite } from './site.ts';

let collected: Promise<Feed[]> | undefined;

/** The feeds of the hub; none where hub.yaml does not say at which address it is read, since they need whole ones. */
export function collectFeeds(): Promise<Feed[]> {
  if (import.meta.env.DEV) return collect();
  collected ??= collect();
  return collected;
}

async function collect(): Promise<Feed[]> {
  const { hub, assets, history } = await collectSite();
  return hub.company.site === undefined ? [] : buildFeeds(assets, hub, history);
}
