import { renderLivePage, renderStalePage } from '../charts/adoption-page.ts';
import type { ChartContext } from '../charts/context.ts';
import { renderCsv } from '../charts/csv.ts';
import type { Snapshot } from '../usage/snapshot/snapshot.ts';
import { renderSnapshot } from '../usage/snapshot/snapshot-text.ts';
import { ADOPTION_PATH } from '../library/addresses.ts';

const STALE =
  'The numbers could not be counted just now, so these are older ones. Nothing that was recorded is lost; reload in a minute.';

/** What the live adoption page is made from. */
export interface AdoptionPageSource {
  /** The adoption page as the build left it. */
  readBuiltPage: () => Promise<string>;
  context: ChartContext;
  /** Asks all questions now; by team and span too where a filter wants them, which is as much work again. */
  buildSnapshot: (parts: { isSplit: boolean }) => Promise<Snapshot>;
  /** Told why asking failed; people who look at the page read only that it did. */
  report: (error: unknown) => void;
}

/**
 * Answers requests below `/adoption/` with live numbers: the built page with its pieces rendered afresh, the CSV of
 * each question and the snapshot. Gives undefined for every other request and for questions that do not exist.
 * Requests for the same that arrive while the questions are being asked share one round of asking.
 */
export function createAdoptionPage(
  source: AdoptionPageSource,
): (request: Request) => Promise<Response | undefined> {
  const asking = new Map<boolean, Promise<Snapshot>>();
  const takeSlice = (isSplit: boolean) => {
    const round =
      asking.get(isSplit) ?? source.buildSnapshot({ isSplit }).finally(() => asking.delete(isSplit));
    asking.set(isSplit, round);
    return round;
  };

  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(ADOPTION_PATH) || (request.method !== 'GET' && request.method !== 'HEAD'))
      return undefined;
    const name = pathname.slice(ADOPTION_PATH.length);
    const csv = /^([a-z0-9-]+)\.csv$/.exec(name)?.[1];
    if (name !== '' && name !== 'index.html' && name !== 'snapshot.json' && csv === undefined)
      return undefined;

    let snapshot: Snapshot;
    try {
      snapshot = await takeSlice(name === 'snapshot.json');
    } catch (error) {
      source.report(error);
      if (csv !== undefined || name === 'snapshot.json') return respond(503, 'text/plain', `${STALE}\n`);
      return respond(200, 'text/html', renderStalePage(await source.readBuiltPage(), STALE));
    }
    if (name === 'snapshot.json') return respond(200, 'application/json', renderSnapshot(snapshot));
    if (csv !== undefined) {
      const answer = snapshot.answers.find((each) => each.id === csv);
      return answer === undefined ? undefined : respond(200, 'text/csv', renderCsv(answer, source.context));
    }
    return respond(200, 'text/html', renderLivePage(await source.readBuiltPage(), snapshot, source.context));
  };
}

/** Live numbers are never kept by a browser or a proxy. */
function respond(status: number, type: string, body: string): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
  });
}
