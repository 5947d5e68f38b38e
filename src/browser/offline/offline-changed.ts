/** Finds out why nothing is kept: whether files come as the build made them. Asked only on the page that says what is here. */
import { fileRoutes } from '../../library/routes.ts';
import type { OfflineBuild } from '../../reader/offline-kit.ts';
import { fetchFile } from './offline-file.ts';

const WORKER = fileRoutes.serviceWorker.address;

/** Path of a file that comes otherwise than the build made it; undefined when all come so. Rejects without a network. */
export async function findChanged(): Promise<string | undefined> {
  const response = await fetch(WORKER, { cache: 'no-cache' });
  const [, told] = /^self\.hubBuild=(.*);$/m.exec(await response.text()) ?? [];
  if (told === undefined) return WORKER;
  const { kept } = JSON.parse(told) as OfflineBuild;
  for (const [path, hash] of Object.entries(kept)) {
    const isRight = await fetchFile(path, hash).then(
      () => true,
      // What does not come at all was not changed.
      (error: unknown) => error instanceof TypeError,
    );
    if (!isRight) return path;
  }
  return undefined;
}

/** Whether the service worker that was asked for did not come to keep anything. */
export async function isRefused(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration();
  const worker = registration?.installing ?? registration?.waiting ?? registration?.active ?? undefined;
  // One that failed takes its registration along.
  if (worker === undefined) return true;
  return new Promise((told) => {
    const look = (): void => {
      if (worker.state === 'redundant' || worker.state === 'activated') told(worker.state === 'redundant');
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
