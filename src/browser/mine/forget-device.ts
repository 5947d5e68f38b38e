/** What a reader can have this browser forget: what it keeps for them, or, on a machine that others use, everything. */
import { renderList } from '../../library/render-list.ts';
import { createButton, element } from '../elements.ts';
import { forgetKept } from '../offline/offline-ask.ts';
import type { ConsentEvent } from '../tracking/consent.ts';
import { OPT_OUT, whoOptedOut } from '../tracking/consent.ts';
import type { OutboxCount, OutboxEventName } from '../tracking/outbox.ts';
import { writeStored } from '../storage.ts';
import { forgetMine, readMine } from './mine-store.ts';
import { saveMine } from './mine-file.ts';

/** So long what waits may take to be sent, and a database to go. */
const PATIENCE_MS = 8000;
/** So many titles are named. */
const NAMED = 12;

/** What was kept for the reader, with the pages and the index that lie here. */
export async function forgetForReader(): Promise<void> {
  forgetMine();
  await forgetKept();
}

/**
 * Asks before everything goes: sends what waits, and names what lies in this browser alone.
 *
 * @param place where it asks
 */
export async function askToClear(place: HTMLElement): Promise<void> {
  place.replaceChildren('Sending what waits in this browser…');
  const waiting = await sendWaiting();
  const { mine } = readMine();
  const favourites = mine.favourites.map(({ title }) => title);
  const collections = mine.collections.map(({ name }) => name);
  const isAlone = favourites.length + collections.length > 0;
  place.replaceChildren(
    element('p', '', sayWaiting(waiting)),
    ...named('Your favourites lie in this browser alone', favourites),
    ...named('Your collections lie in this browser alone', collections),
    element(
      'p',
      'actions',
      ...(isAlone ? [createButton('button', () => saveMine(mine), 'Save them as a file')] : []),
      createButton('button primary', () => void clearBrowser(), 'Clear everything now'),
      createButton('button', () => place.replaceChildren('Nothing was cleared.'), 'Keep it'),
    ),
  );
  place.querySelector('button')?.focus();
}

function sayWaiting(waiting: number | undefined): string {
  if (waiting === 0) return 'Nothing waits to be sent.';
  if (waiting === undefined)
    return 'The hub did not say in time whether it has all that was reported here; what it has not would be lost. Try again in a minute to keep it.';
  const [reports, them] = waiting === 1 ? ['One report', 'it'] : [`${String(waiting)} reports`, 'them'];
  return `${reports} could not be sent now and would be lost. Try again with a network to keep ${them}.`;
}

function named(says: string, names: readonly string[]): HTMLElement[] {
  if (names.length === 0) return [];
  const rest = names.length - NAMED;
  const shown = [...names.slice(0, NAMED), ...(rest > 0 ? [`${String(rest)} more`] : [])];
  return [element('p', '', `${says}: ${renderList(shown)}.`)];
}

/** Has the outbox send now. Gives how many events are left, none where nothing is recorded; undefined when it takes too long. */
async function sendWaiting(): Promise<number | undefined> {
  if (whoOptedOut() !== undefined) return 0;
  const sent = new Promise<number | undefined>((done) => {
    document.addEventListener(
      'hub:outbox' satisfies OutboxEventName,
      (event) => done((event as CustomEvent<OutboxCount>).detail.waiting),
      { once: true },
    );
    setTimeout(done, PATIENCE_MS);
  });
  // What makes it try at once: the network may be back.
  dispatchEvent(new Event('online'));
  return sent;
}

/** Takes all of the hub out of this browser, and leaves a page that runs nothing: a script would begin to keep things again. */
async function clearBrowser(): Promise<void> {
  // Whatever still runs here stops recording, and lets go of its database; it has to be done before its wish is cleared too.
  writeStored(OPT_OUT, 'yes');
  document.dispatchEvent(new Event('hub:consent' satisfies ConsentEvent));
  const isGone = await allDone(
    forgetKept,
    databasesGone,
    () => localStorage.clear(),
    () => sessionStorage.clear(),
  );
  const cleared = renderCleared(isGone);
  document.open();
  document.write(cleared);
  document.close();
}

/** Does each, whatever becomes of the others: a browser may refuse one store and keep another. Gives whether all was done. */
async function allDone(...steps: readonly (() => unknown)[]): Promise<boolean> {
  const ends = await Promise.allSettled(steps.map(async (step) => step()));
  return ends.every(({ status }) => status === 'fulfilled');
}

async function databasesGone(): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  let left = await indexedDB.databases();
  while (left.length > 0 && Date.now() < until) {
    await new Promise((later) => setTimeout(later, 100));
    left = await indexedDB.databases();
  }
  for (const { name = '' } of left) indexedDB.deleteDatabase(name);
}

/** With the looks of the page before it. */
const renderCleared = (isGone: boolean): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${isGone ? 'Cleared' : 'Not all cleared'}</title>
${Array.from(document.querySelectorAll('link[rel=stylesheet], style'), ({ outerHTML }) => outerHTML).join('')}
<main class="cleared">
${
  isGone
    ? `<h1>Nothing of the hub is left in this browser</h1>
<p class="lead">Favourites, searches, pages and reports are gone from it. Sign out of your company's sign-in too, and close this window.</p>`
    : `<h1>This browser did not let all of it be cleared</h1>
<p class="lead">What it let go of is gone. Clear the data of this site in the browser's settings for the rest. Sign out of your company's sign-in too, and close this window.</p>`
}
<p><a class="button" href="/">Open the hub again</a></p>
</main>
`;
