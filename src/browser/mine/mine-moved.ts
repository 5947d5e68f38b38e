/** What this browser keeps follows pages that moved. Only pages that look titles up load this. */
import { urlOf } from '../../library/addresses.ts';
import { followMovedPages } from '../../reader/collections/moved.ts';
import { writeStored } from '../storage.ts';
import { changeMine, mineKeys, readRecent, readVisits, writeVisits } from './mine-store.ts';

/** Keeps everything under the ids that pages have now, by the ids that they had. */
export function followMoved(moved: ReadonlyMap<string, string>): void {
  if (moved.size === 0) return;
  changeMine((mine) => ({ mine: followMovedPages(mine, moved) }));
  const recent = followMovedPages({ favourites: readRecent(), collections: [] }, moved).favourites;
  writeStored(mineKeys.recent, JSON.stringify(recent));
  const paths = new Map([...moved].map(([was, now]) => [encodeURI(urlOf(was)), encodeURI(urlOf(now))]));
  const visits = readVisits().map((visit) => ({ ...visit, path: paths.get(visit.path) ?? visit.path }));
  writeVisits(visits.filter(({ path }) => path !== urlOf('')));
}
