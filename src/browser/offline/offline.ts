/**
 * The page's side of working offline: keeps the hub on this device, and says so when the network is gone. Imported when
 * the page has nothing else to do, since what is kept is fetched at once. Somebody who saves data is sent nothing they
 * did not ask for.
 */
import './service-worker.ts?worker&url';
import { requestState, register } from './offline-ask.ts';
import { showMark } from './offline-mark.ts';
import { cacheWhole, isWholeDue } from './offline-whole.ts';

/** While the network is gone, the server is asked again after so long. */
const ASK_AGAIN_MS = 30_000;

void startOffline().catch(() => undefined);

async function startOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  if (import.meta.env.DEV) {
    for (const registration of await serviceWorker.getRegistrations()) await registration.unregister();
    return;
  }
  let asking: ReturnType<typeof setTimeout> | undefined;
  const look = async (again: boolean): Promise<void> => {
    clearTimeout(asking);
    const state = await requestState(again);
    if (state === undefined) return;
    const isOffline = !state.isReachable;
    showMark(isOffline, state.asOf);
    if (isOffline) asking = setTimeout(() => void look(true), ASK_AGAIN_MS);
    // What does not come now, without a network or when all was forgotten, comes with another page or is not wanted.
    else if (!state.isBehind && isWholeDue(state) && !state.whole.isHere)
      await cacheWhole(state).catch(() => undefined);
  };
  for (const name of ['online', 'offline']) addEventListener(name, () => void look(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look(false);
  });
  // On a first visit the worker comes to the page when it has fetched what it keeps.
  serviceWorker.addEventListener('controllerchange', () => void look(false));
  await look(false);
  await register();
}
