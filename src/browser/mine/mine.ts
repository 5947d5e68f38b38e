/**
 * Run on every page when it is idle: remembers which asset was opened, shows whether it is a favourite, and fetches what
 * tells of its changes when there are some since this browser last opened it.
 */
import { beginDay, hasEndedSince, nextEnd, revisit } from '../../reader/visits/visits.ts';
import { claimsOnPage, assetOfPage } from './mine-asset.ts';
import { cacheMine } from './mine-offline.ts';
import { rememberVisit, addRecent, onOtherTab, readVisits, writeVisits } from './mine-store.ts';
import { HUB_EVENT, type ReportedEvent } from '../tracking/hub-event.ts';
import { onNewDay } from '../new-day.ts';
import { readToday } from '../today.ts';

const asset = assetOfPage();
if (asset === undefined) startVisitsOfToday();
else void open(asset);
onNewDay(startVisitsOfToday);
// What is not brought today comes with another page.
cacheMine().catch(() => undefined);
document.addEventListener(HUB_EVENT, (event) => {
  const { detail } = event as CustomEvent<ReportedEvent>;
  if (detail.event !== 'asset_requested') return;
  const { query } = detail.properties;
  // Where the search cannot be read now, it is looked up the next time.
  void import('./mine-requests.ts').then((made) => made.rememberRequest(query)).catch(() => undefined);
});

/** Pages leave room for news by what is written here, so it has to be of today. */
function startVisitsOfToday(): void {
  const visits = readVisits();
  if (visits.length > 0) writeVisits(beginDay(visits, readToday()));
}

async function open({ id, title, revision }: NonNullable<typeof asset>): Promise<void> {
  const today = readToday();
  addRecent({ id, title });
  const { showFavourite } = await import('./mine-actions.ts');
  showFavourite();
  onOtherTab(showFavourite);
  const claims = claimsOnPage();
  const ends = claims.map(({ until }) => until);
  const now = { revision, day: today };
  const visit = revisit(readVisits(), location.pathname, now, nextEnd(ends, today));
  const { before } = visit;
  if (before.revision === revision && !hasEndedSince(ends, before.day, today)) {
    document.querySelector('[data-news]')?.toggleAttribute('hidden', true);
    return rememberVisit(visit);
  }
  const { showNews } = await import('./news.ts');
  await showNews(visit, claims);
}
