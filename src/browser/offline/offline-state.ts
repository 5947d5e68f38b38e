/** What the service worker knows of the server: whether it can be reached, and whether it has another build. */
import { put } from './offline-caches.ts';
import { cacheNames } from './offline-messages.ts';
import { BUILD_FILE } from '../../library/addresses.ts';

const SLOT = '/known';
const PATIENCE_MS = 5000;

export interface KnownOfServer {
  isBehind: boolean;
  /** When the server last had this build, in ms since 1970. */
  asOf?: number;
}

export type ServerState = 'current' | 'behind' | 'unreachable';

/** Survives the worker, which browsers end after half a minute of rest. A store that fails knows nothing. */
export async function readKnown(build: string): Promise<KnownOfServer> {
  try {
    const kept = await caches.match(`${SLOT}?${build}`, { cacheName: cacheNames.state });
    return ((await kept?.json()) as KnownOfServer | undefined) ?? { isBehind: false };
  } catch {
    return { isBehind: false };
  }
}

/** What was known when a build did not come is known of nothing. */
export async function forgetKnown(build: string): Promise<void> {
  const cache = await caches.open(cacheNames.state);
  await cache.delete(`${SLOT}?${build}`);
  if ((await cache.keys()).length === 0) await caches.delete(cacheNames.state);
}

/** Asks the server which build it has. Somebody who has to sign in first is behind: the network must answer them. */
export async function checkServer(build: string): Promise<ServerState> {
  try {
    const response = await fetch(BUILD_FILE, {
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status >= 500) return 'unreachable';
    const isSame = response.ok && (await response.text()).trim() === build;
    const { asOf } = await readKnown(build);
    const known = isSame
      ? { isBehind: false, asOf: Date.now() }
      : { ...(asOf === undefined ? {} : { asOf }), isBehind: true };
    // A full disk is no word of the server.
    const slot = new Response(JSON.stringify(known));
    await put(cacheNames.state, `${SLOT}?${build}`, slot).catch(() => undefined);
    return isSame ? 'current' : 'behind';
  } catch {
    return 'unreachable';
  }
}
