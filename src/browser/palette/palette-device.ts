/** Which pages open while the network is gone. */
import { requestState } from '../offline/offline-ask.ts';

/** Whether the page of a path is on this device; undefined while the hub can be reached, and every page opens. */
export async function readHere(): Promise<((path: string) => boolean) | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  const state = await requestState(false);
  if (state === undefined || state.isReachable) return undefined;
  const here = new Set(state.pages.map(decodeURI));
  return (path) => here.has(decodeURI(path));
}
