/**
 * Run on every page when it is idle: remembers which piece was opened, shows whether it is a favourite, and fetches what
 * tells of its changes when there are some since this browser last opened it.
 */
import { beginDay, openAgain } from '../../reader/visits/visits.ts';
import { isTyping } from '../is-typing.ts';
import { claimsOnPage, pieceOfPage } from './mine-piece.ts';
import { keepMine } from './mine-offline.ts';
import { addOpening, addRecent, onOtherTab, readOpenings, writeOpenings } from './mine-store.ts';
import { readToday } from '../today.ts';

const piece = pieceOfPage();
if (piece === undefined) writeOpeningsOfToday();
else void open(piece);
// What is not brought today comes with another page.
keepMine().catch(() => undefined);

/** Pages leave room for news by what is written here, so it has to be of today. */
function writeOpeningsOfToday(): void {
  const openings = readOpenings();
  if (openings.length > 0) writeOpenings(beginDay(openings, readToday()));
}

async function open({ id, title, revision }: NonNullable<typeof piece>): Promise<void> {
  const today = readToday();
  addRecent({ id, title });
  const { showFavourite, toggle } = await import('./mine-actions.ts');
  showFavourite();
  onOtherTab(showFavourite);
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key === 'f' && !isTyping(event) && !ctrlKey && !metaKey && !altKey) toggle();
  });
  const claims = claimsOnPage();
  const holdsUntil = claims
    .map(({ until }) => until)
    .filter((until) => until >= today)
    .sort()[0];
  const now = { revision, day: today };
  const opening = openAgain(readOpenings(), location.pathname, now, holdsUntil);
  const { before } = opening;
  const hasEnded = claims.some(({ until }) => until >= before.day && until < today);
  if (before.revision === revision && !hasEnded) {
    document.querySelector('[data-since]')?.toggleAttribute('hidden', true);
    return addOpening(opening);
  }
  const { tellSince } = await import('./news.ts');
  await tellSince(opening, claims);
}
