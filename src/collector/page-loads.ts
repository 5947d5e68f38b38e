import type { Day } from '../library/dates.ts';
import type { Call } from './call.ts';
import type { Handler } from './middleware.ts';

/** What page loads are counted with. */
export interface PageLoadCounter {
  /** Whether a path, such as `/battlecards/acme/`, is the page of an asset. */
  isAssetPage: (path: string) => boolean;
  add: (day: Day) => void;
  today: () => Day;
}

/**
 * Counts each load of an asset page, and answers none. Kept is the number a day: no address, no browser, no person.
 * A page that is only fetched ahead is not loaded; it asks again, or comes from the browser's cache, which is rare
 * since pages are always asked for anew. Programs that do not say that they load a document are not counted.
 */
export function createPageLoadCounter({ isAssetPage, add, today }: PageLoadCounter): Handler {
  const look = (call: Call) => {
    if (call.method === 'GET' && isAssetPage(decode(call.path)) && isPageLoad(call)) add(today());
    return Promise.resolve(undefined);
  };
  return Object.assign(() => Promise.resolve(undefined), { answerCall: look });
}

/** Browsers say what a request is for (Fetch Metadata); those that do not ask for HTML first. */
function isPageLoad(call: Call): boolean {
  if (/prefetch|prerender/.test(`${call.header('sec-purpose') ?? ''} ${call.header('purpose') ?? ''}`))
    return false;
  const destination = call.header('sec-fetch-dest');
  if (destination !== undefined) return destination === 'document';
  return (call.header('accept') ?? '').startsWith('text/html');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
