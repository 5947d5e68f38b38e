import { hash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { renderLivePage, renderLiveProduct, renderStalePage } from '../charts/adoption-page.ts';
import type { ChartContext } from '../charts/context.ts';
import { renderCsv } from '../charts/csv.ts';
import type { Snapshot } from '../usage/snapshot/snapshot.ts';
import { renderSnapshot } from '../usage/snapshot/snapshot-text.ts';
import { ADOPTION_PATH } from '../library/addresses.ts';
import { PAGE_DIGEST } from '../library/page-digest.ts';

const STALE =
  'The numbers could not be counted just now, so these are older ones. Nothing that was recorded is lost; reload in a minute.';

const COUNTING =
  'The weeks that are over are being counted, which takes a while on a long record. Until then these are the numbers of the last build. Nothing that was recorded is lost; reload in a minute.';

/**
 * Longest that a reader waits for the numbers of the day. What is counted then is counted all the same, for whoever looks
 * next; meanwhile there are those of before, which say of which day they are.
 */
const PATIENCE_MS = 500;

/** What the live adoption page is made from. */
export interface AdoptionPageSource {
  /** The adoption page, or that of a product's use, as the build left it. */
  readBuiltPage: (product?: string) => Promise<string>;
  context: () => ChartContext;
  /** The snapshot of the day. */
  takeSnapshot: () => Promise<Snapshot>;
  /** Whether a part of what the store was given is missing or damaged on its disk. */
  isDamaged: () => boolean;
  /** Told why asking failed; people who look at the page read only that it did. */
  report: (error: unknown) => void;
}

/**
 * Answers requests below `/adoption/` with the numbers of the day: the built page with its pieces rendered afresh, the CSV
 * of each question and the snapshot. Gives undefined for every other request and for questions that do not exist. They
 * are the rounded numbers of weeks that are over; exact ones are asked for with the query key.
 */
export function createAdoptionPage(
  source: AdoptionPageSource,
  patienceMs = PATIENCE_MS,
): (request: Request) => Promise<Response | undefined> {
  let last: Snapshot | undefined;
  /** The snapshot of the day, else the one before it; undefined while the first one is being counted. */
  const takeSoon = async (): Promise<Snapshot | undefined> => {
    const round = source.takeSnapshot().then((snapshot) => (last = snapshot));
    const ended = new AbortController();
    const late = setTimeout(patienceMs, undefined, { signal: ended.signal, ref: false });
    late.catch(() => undefined);
    try {
      const soon = await Promise.race([round, late]);
      if (soon === undefined) round.catch(source.report);
      return soon ?? last;
    } finally {
      ended.abort();
    }
  };
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(ADOPTION_PATH) || (request.method !== 'GET' && request.method !== 'HEAD'))
      return undefined;
    const name = pathname.slice(ADOPTION_PATH.length);
    const csv = /^([a-z0-9-]+)\.csv$/.exec(name)?.[1];
    const product = source
      .context()
      .products.find(({ id }) => name === `${id}/` || name === `${id}/index.html`)?.id;
    const isPage = name === '' || name === 'index.html' || product !== undefined;
    if (!isPage && name !== 'snapshot.json' && csv === undefined) return undefined;

    const sayWhy = async (why: string) => {
      if (csv !== undefined || name === 'snapshot.json')
        return respond(503, 'text/plain', `${why}\n`, { 'retry-after': '60' });
      return respond(200, 'text/html', renderStalePage(await source.readBuiltPage(product), why));
    };
    let snapshot: Snapshot | undefined;
    try {
      snapshot = await takeSoon();
    } catch (error) {
      source.report(error);
      return sayWhy(STALE);
    }
    if (snapshot === undefined) return sayWhy(COUNTING);
    if (source.isDamaged()) snapshot = { ...snapshot, isDamaged: true };
    if (name === 'snapshot.json') return respond(200, 'application/json', renderSnapshot(snapshot));
    if (csv !== undefined) {
      const answer = snapshot.answers.find((each) => each.id === csv);
      return answer === undefined ? undefined : respond(200, 'text/csv', renderCsv(answer, source.context()));
    }
    const built = await source.readBuiltPage(product);
    const page =
      product === undefined
        ? renderLivePage(built, snapshot, source.context())
        : renderLiveProduct(built, product, snapshot, source.context());
    return respond(200, 'text/html', page, { [PAGE_DIGEST]: hash('sha256', page) });
  };
}

/**
 * No proxy keeps live numbers, and no browser by itself. The worker of a device keeps the page for a time without a network
 * where it names its bytes; it says of which day its numbers are.
 */
function respond(status: number, type: string, body: string, more: Record<string, string> = {}): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...more },
  });
}
