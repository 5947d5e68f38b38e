import type { EventStore } from '../usage/event-store.ts';
import { INGEST_PREFIX } from '../usage/wire.ts';
import { replyConfig, replyFlags } from './client-config.ts';
import { createTally, replyHealth } from './health.ts';
import { takeEvents } from './ingest-route.ts';
import { answerQuery } from './query-route.ts';
import { allowOrigin, replyJson, replyText } from './reply.ts';
import { newUuid } from './uuid.ts';

export { INGEST_PREFIX } from '../usage/wire.ts';

/** What a collector is made of. */
export interface CollectorParts {
  store: EventStore;
  /** Milliseconds since 1970. */
  clock: () => number;
  projectToken: string;
  queryKey: string;
}

/** Answers a request that is the collector's, and gives undefined for every other. */
export type Collector = (request: Request) => Promise<Response | undefined>;

const INGEST_PATHS = new Set(['/e', '/i/v0/e', '/batch', '/capture', '/track', '/engage']);
const FLAG_PATHS = new Set(['/flags', '/decide']);
const QUERY_PATH = /^\/api\/(?:projects|environments)\/[^/]+\/query$/;
const CONFIG_PATH = /^\/array\/([\w-]+)\/config(\.js)?$/;

/** The path without the prefix of the hub's own pages and without a slash at the end. */
function bare(pathname: string): string {
  const inner = pathname.startsWith(`${INGEST_PREFIX}/`) ? pathname.slice(INGEST_PREFIX.length) : pathname;
  return inner.replace(/\/+$/, '');
}

/**
 * The embedded collector: a small PostHog. Clients reach it below `/x7k`, which the hub's own pages use, and at
 * PostHog's own paths, so that the server libraries and older clients work with no change.
 */
export function createCollector(parts: CollectorParts): Collector {
  const { store, clock, projectToken, queryKey } = parts;
  const tally = createTally();

  async function answerClient(request: Request, path: string): Promise<Response | undefined> {
    const isOptions = request.method === 'OPTIONS';
    const config = CONFIG_PATH.exec(path);
    const isKnown = INGEST_PATHS.has(path) || FLAG_PATHS.has(path) || path === '/s' || config !== null;
    if (!isKnown) return path.startsWith('/static/') ? replyText(404, 'Nothing is served here.') : undefined;
    if (isOptions) return new Response(null, { status: 204, headers: { 'access-control-max-age': '3600' } });
    if (config !== null) return replyConfig(config[1] ?? '', config[2] !== undefined);
    if (FLAG_PATHS.has(path)) return replyFlags(newUuid(clock()));
    if (request.method !== 'POST' && request.method !== 'GET')
      return replyText(405, 'Events are sent with POST.');
    if (path === '/s') {
      tally.dropped['session-replay'] += 1;
      return replyJson(200, { status: 'Ok' });
    }
    return takeEvents(request, path, { store, tally, projectToken, clock });
  }

  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = bare(pathname);
    if (path === '/collector/health') return replyHealth(tally, store);
    if (QUERY_PATH.test(path)) return answerQuery(request, { store, queryKey, clock });
    const response = await answerClient(request, path);
    return response === undefined ? undefined : allowOrigin(request, response);
  };
}
