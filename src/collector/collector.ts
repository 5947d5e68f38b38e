import type { EventStore } from '../usage/event-store.ts';
import type { IngestWorld } from '../usage/wire/ingest.ts';
import { INGEST_PREFIX } from '../usage/wire/wire.ts';
import { readCall, toResponse, type Call, type Reply } from './call.ts';
import { CAPTURE_V1_PATH } from './capture-v1.ts';
import { replyConfig, replyFlags, replyNothingSetUp } from './client-config.ts';
import { createTally, replyHealth } from './health.ts';
import { openIngest } from './ingest-route.ts';
import { carriesKey, replyToQuery } from './query-route.ts';
import { allowOrigin, replyJson, replyText } from './reply.ts';
import { newUuid } from './uuid.ts';

/** What a collector is made of. */
export interface CollectorParts {
  store: EventStore;
  /** Milliseconds since 1970. */
  clock: () => number;
  projectToken: string;
  queryKey: string;
  /** Assets and their revisions that builds have published; left out where everything is taken. */
  published?: (() => IngestWorld['published']) | undefined;
  /** The time zone whose clocks decide what a day is in answers to questions; left out it is UTC. */
  zone?: (() => string) | undefined;
  /** Told once when events can no longer be stored; they are refused in a way that makes clients come back. */
  report?: (problem: string) => void;
}

/** Answers a request that is the collector's, and gives undefined for every other. */
export interface Collector {
  (request: Request): Promise<Response | undefined>;
  answerCall: (call: Call) => Promise<Reply | undefined>;
}

const INGEST_PATHS = new Set(['/e', '/i/v0/e', CAPTURE_V1_PATH, '/batch', '/capture', '/track', '/engage']);
const FLAG_PATHS = new Set(['/flags', '/decide']);
const QUERY_PATH = /^\/api\/(?:projects|environments)\/[^/]+\/query$/;
const CONFIG_PATH = /^\/array\/([\w-]+)\/config(\.js)?$/;

/** The path without the prefix of the hub's own pages and without a slash at the end. */
function bare(path: string): string {
  const inner = path.startsWith(`${INGEST_PREFIX}/`) ? path.slice(INGEST_PREFIX.length) : path;
  return inner.replace(/\/+$/, '');
}

/**
 * The embedded collector: a small PostHog. Clients reach it below `/x7k`, which the hub's own pages use, and at
 * PostHog's own paths, so that the server libraries and older clients work with no change.
 */
export function createCollector(parts: CollectorParts): Collector {
  const { store, clock, projectToken, queryKey, published, zone, report = () => undefined } = parts;
  const tally = createTally();
  const { takeEvents, problem } = openIngest({ store, tally, projectToken, clock, published, report });

  async function answerClient(call: Call, path: string): Promise<Reply | undefined> {
    const { method } = call;
    const config = CONFIG_PATH.exec(path);
    const listed = replyNothingSetUp(path, call.query, projectToken);
    const isKnown =
      INGEST_PATHS.has(path) ||
      FLAG_PATHS.has(path) ||
      path === '/s' ||
      config !== null ||
      listed !== undefined;
    if (!isKnown) return path.startsWith('/static/') ? replyText(404, 'Nothing is served here.') : undefined;
    if (method === 'OPTIONS') return { status: 204, headers: { 'access-control-max-age': '3600' }, body: '' };
    if (config !== null) return replyConfig(config[1] ?? '', config[2] !== undefined);
    if (listed !== undefined) return listed;
    if (FLAG_PATHS.has(path)) return replyFlags(newUuid(clock()));
    if (method !== 'POST' && method !== 'GET') return replyText(405, 'Events are sent with POST.');
    if (path === '/s') {
      tally.dropped['session-replay'] += 1;
      return replyJson(200, { status: 'Ok' });
    }
    return takeEvents(call, path);
  }

  async function answerCall(call: Call): Promise<Reply | undefined> {
    const path = bare(call.path);
    if (path === '/collector/health')
      return replyHealth({ tally, problem }, store, carriesKey(call, queryKey) === true);
    if (QUERY_PATH.test(path)) return replyToQuery(call, { store, queryKey, clock, zone: zone?.() });
    const reply = await answerClient(call, path);
    return reply === undefined ? undefined : allowOrigin(call, reply);
  }

  const answer = async (request: Request) => {
    const reply = await answerCall(readCall(request));
    return reply === undefined ? undefined : toResponse(reply);
  };
  return Object.assign(answer, { answerCall });
}
