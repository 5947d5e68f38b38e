/** Fills the page that says what is on this device, also when it stands in for a page that is not. */
import { renderBytes } from '../../library/render-bytes.ts';
import { cacheNames, type OfflineState } from './offline-messages.ts';
import { dropWhole, cacheWhole, wantWhole } from './offline-whole.ts';
import { requestState, register, sayMoment } from './offline-ask.ts';
import { findChanged, isRefused } from './offline-changed.ts';
import { savesData } from '../saves-data.ts';
import { OFFLINE_PATH } from '../../library/addresses.ts';

/** So many of the pages opened last are named. */
const NAMED = 12;

const find = (name: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-${name}]`);

function say(name: string, text: string): void {
  const place = find(name);
  if (place !== null) place.textContent = text;
}

/** The title of a page that lies on this device. */
async function titleOf(path: string, build: string): Promise<string> {
  const page = await caches.match(path, { cacheName: cacheNames.visited(build) });
  const html = (await page?.text()) ?? '';
  const title = new DOMParser().parseFromString(html, 'text/html').title;
  return title.split(' · ')[0] || path;
}

async function showOpened({ opened, build }: OfflineState): Promise<void> {
  const rows = opened.slice(0, NAMED).map(async (path) => {
    const row = document.createElement('li');
    const link = document.createElement('a');
    link.href = path;
    link.textContent = await titleOf(path, build);
    row.append(link);
    return row;
  });
  find('opened')?.replaceChildren(...(await Promise.all(rows)));
  find('opened-section')?.toggleAttribute('hidden', opened.length === 0);
}

function showCounts({ pages }: OfflineState): void {
  document.querySelectorAll<HTMLElement>('[data-folder]').forEach((row) => {
    const { folder = '', all = '0' } = row.dataset;
    const here = pages.filter((path) => path.startsWith(folder) && path !== folder).length;
    row.hidden = here === 0;
    if (!pages.includes(folder)) row.querySelector('a')?.removeAttribute('href');
    const count = row.querySelector('[data-count]');
    if (count !== null) count.textContent = here === Number(all) ? `all ${all}` : `${String(here)} of ${all}`;
  });
  find('kept-section')?.toggleAttribute('hidden', pages.length === 0);
}

function showState(state: OfflineState): void {
  const { isReachable, asOf, whole } = state;
  const stand = asOf === undefined ? '' : ` What is here is as of ${sayMoment(asOf)}.`;
  if (location.pathname !== OFFLINE_PATH) {
    document.title = 'Not on this device';
    say('title', 'This page is not on this device');
    say(
      'lead',
      `${location.pathname} has not been opened here before, and there is no network to fetch it now. It will open when the network is back.${stand}`,
    );
  } else say('lead', isReachable ? `The network is there.${stand}` : `There is no network.${stand}`);
  say(
    'whole-says',
    whole.isHere
      ? `All of it is on this device: ${String(whole.files)} files, about ${renderBytes(whole.bytes)}. It is brought up to date by itself.`
      : `Every page, picture and file: ${String(whole.files)} files, about ${renderBytes(whole.bytes)}.`,
  );
  const keep = find('keep');
  const drop = find('drop');
  if (keep !== null) {
    keep.hidden = whole.isHere;
    keep.textContent = `Keep the whole hub on this device (${renderBytes(whole.bytes)})`;
    keep.toggleAttribute('disabled', !isReachable);
  }
  if (drop !== null) drop.hidden = !whole.isHere;
}

async function show(): Promise<OfflineState | undefined> {
  const state = await requestState(false);
  if (state === undefined) return undefined;
  showState(state);
  if (state.isBehind) void sayChanged();
  showCounts(state);
  await showOpened(state);
  return state;
}

async function keep(): Promise<void> {
  wantWhole();
  await register();
  await controlled();
  const state = await requestState(true);
  if (state === undefined) return;
  try {
    await cacheWhole(state, (here, all) =>
      say('progress', `${String(here)} of ${String(all)} files are here.`),
    );
    say('progress', 'All of it is here.');
  } catch {
    say(
      'progress',
      'It stopped: the network is gone, the device is full, or there is a newer hub. What came is kept, and it goes on by itself with the next page you open online.',
    );
  }
  await show();
}

async function start(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  find('keep')?.addEventListener('click', () => void keep());
  find('drop')?.addEventListener('click', () => {
    void requestState(false)
      .then((state) => state && dropWhole(state))
      .then(() => say('progress', 'It is gone from this device. What you open is still kept.'))
      .then(show);
  });
  if ((await show()) !== undefined) return;
  const button = find('keep');
  if (savesData() && button !== null) {
    button.hidden = false;
    say('whole-says', 'This browser saves data, so nothing comes onto this device unless you ask for it.');
    return;
  }
  const isKept = await register().then(
    async () => !(await isRefused()),
    () => false,
  );
  if (!isKept) return sayChanged();
  await controlled();
  await show();
}

/** Says so where something on the way changes what the hub sends: a device takes none of it. */
async function sayChanged(): Promise<void> {
  const path = await findChanged().catch(() => undefined);
  if (path === undefined) return;
  say(
    'changed',
    `Nothing can be kept: ${path} does not come as the hub made it. Something on the way changes it, such as statistics added to pages, a minifier or a sign-in. Whoever runs the hub can switch that off for it. Reading works all the same.`,
  );
}

/** Waits until a service worker answers for this page. */
function controlled(): Promise<unknown> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller !== null) return Promise.resolve();
  return new Promise((done) => serviceWorker.addEventListener('controllerchange', done, { once: true }));
}

void start();
