import { gunzipSync } from 'node:zlib';
import { decodeEnvelope, type Decoded } from '../usage/wire/envelope.ts';
import type { EventStore } from '../usage/event-store.ts';
import { ingestEnvelope, type DropReason } from '../usage/wire/ingest.ts';
import { MAX_BODY_BYTES, type Call, type Reply, type Unread } from './call.ts';
import { problemOf, type Refusal, type Tally } from './health.ts';
import { CLOSE, replyJson, replyText } from './reply.ts';
import { newUuid } from './uuid.ts';

/** Most events in one request. The largest batch that a client makes by itself has a few hundred. */
export const MAX_BATCH_EVENTS = 50_000;
/** Bodies, as sent, that may wait for the disk at one time. */
export const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/**
 * What is answered to a request that is not taken. Clients throw events away on any 4xx (posthog-js on 429 too), so
 * that is only for what could never pass; what may pass later is 503, which all of them send again.
 */
const REFUSED: Record<Refusal, Reply> = {
  'empty-body': replyText(400, 'The request holds no events.'),
  'undecodable-body': replyText(400, 'The body is not JSON, gzip, base64 or a form that holds one of them.'),
  // posthog-node sends a batch that gets this answer again in halves.
  'body-too-large': replyText(413, 'The body is larger than 20 MB. Nothing of it was stored.', CLOSE),
  'batch-too-large': replyText(
    413,
    `The request holds more than ${String(MAX_BATCH_EVENTS)} events. Nothing of it was stored.`,
  ),
  'no-token': replyText(401, 'The request carries no project token.'),
  'wrong-token': replyText(401, 'This project token is not the one of this hub.'),
  'too-many-waiting': later('More events come in than can be taken at once. Send them again.'),
  'store-unavailable': later('Events cannot be stored just now. Send them again.'),
};

const UNREAD = { 'too-large': 'body-too-large', 'too-many': 'too-many-waiting' } as const satisfies Record<
  Unread,
  Refusal
>;

const taken = replyJson(200, { status: 'Ok' });

function later(text: string): Reply {
  return replyText(503, text, { 'retry-after': '5' });
}

/** What the ingest route works with. */
export interface IngestParts {
  store: EventStore;
  tally: Tally;
  projectToken: string;
  clock: () => number;
  /** Told once when events can no longer be stored, until they can be again. */
  report: (problem: string) => void;
}

function gunzip(bytes: Uint8Array): Decoded<Uint8Array> {
  try {
    return { ok: true, value: gunzipSync(bytes, { maxOutputLength: MAX_BODY_BYTES }) };
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { ok: false, problem: tooLarge ? 'body-too-large' : 'undecodable-body' };
  }
}

/** The opened ingest route. */
export interface Ingest {
  /** Takes events in: the call that is sent to `/e/` and its like, with the path as it is told apart. */
  takeEvents: (call: Call, path: string) => Promise<Reply>;
  /** Why the last events could not be stored, for a person; undefined when they could. */
  problem: () => string | undefined;
}

/**
 * Opens the ingest route. Its answer is 200 only once the events are on disk, and no other 2xx, since posthog-js sends
 * those again. There is no fixed rate: it takes what the disk takes, and what comes faster than that waits in memory up
 * to a bound, past which clients are told to come back.
 */
export function openIngest({ store, tally, projectToken, clock, report }: IngestParts): Ingest {
  let waitingBytes = 0;
  let problem: string | undefined;

  async function take(bytes: Uint8Array, call: Call, path: string): Promise<Refusal | undefined> {
    const query = new URLSearchParams(call.query);
    const decoded = decodeEnvelope({ bytes, query, isEngage: path === '/engage' }, gunzip);
    if (!decoded.ok) return decoded.problem;
    const { token } = decoded.value;
    if (token === undefined) return 'no-token';
    if (token !== projectToken) return 'wrong-token';
    if (decoded.value.events.length === 0) return 'empty-body';
    if (decoded.value.events.length > MAX_BATCH_EVENTS) return 'batch-too-large';

    const now = clock();
    const { events, drops } = ingestEnvelope(decoded.value, { now, newUuid: () => newUuid(now) });
    try {
      await store.append(events);
      if (events.length > 0) problem = undefined;
    } catch (error) {
      if (problem === undefined) report(problemOf(error));
      problem = problemOf(error);
      return 'store-unavailable';
    }
    tally.accepted += events.length;
    for (const reason in drops) tally.dropped[reason as DropReason] += drops[reason as DropReason] ?? 0;
    return undefined;
  }

  async function takeInTurn(bytes: Uint8Array, call: Call, path: string): Promise<Refusal | undefined> {
    if (waitingBytes > MAX_WAITING_BYTES) return 'too-many-waiting';
    waitingBytes += bytes.length;
    try {
      return await take(bytes, call, path);
    } finally {
      waitingBytes -= bytes.length;
    }
  }

  async function takeEvents(call: Call, path: string): Promise<Reply> {
    const bytes = call.method === 'GET' ? new Uint8Array() : await call.readBody();
    const refusal = typeof bytes === 'string' ? UNREAD[bytes] : await takeInTurn(bytes, call, path);
    if (refusal === undefined) return taken;
    tally.refused[refusal] += 1;
    return REFUSED[refusal];
  }

  return { takeEvents, problem: () => problem };
}
