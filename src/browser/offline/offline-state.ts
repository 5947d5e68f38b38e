/** What the service worker knows of the server: whether it can be reached, and whether it has another build. */
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

/** Survives the worker, which browsers end after half a minute of rest. */
export async function readKnown(build: string): Promise<KnownOfServer> {
  const kept = await caches.match(`${SLOT}?${build}`, { cacheName: cacheNames.state });
  return kept === undefined ? { isBehind: false } : ((await kept.json()) as KnownOfServer);
}

async function writeKnown(build: string, known: KnownOfServer): Promise<void> {
  const cache = await caches.open(cacheNames.state);
  await cache.put(`${SLOT}?${build}`, new Response(JSON.stringify(known)));
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
    await writeKnown(
      build,
      isSame
        ? { isBehind: false, asOf: Date.now() }
        : { ...(asOf === undefined ? {} : { asOf }), isBehind: true },
    );
    return isSame ? 'current' : 'behind';
  } catch {
    return 'unreachable';
  }
}
