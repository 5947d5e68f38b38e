import type { EventStore } from '../usage/event-store.ts';
import type { Adjustment, DropReason, IngestWorld } from '../usage/wire/ingest.ts';
import { MAX_BATCH_EVENTS, readBody, type BodySpec, type ReadBody } from './body-reading.ts';
import { createBodyThread } from './body-thread.ts';
import type { BodyReply } from './body-worker.ts';
import type { Call, Reply, Unread } from './call.ts';
import { isCaptureV1, readV1Claims, replyResults, toV1Refusal } from './capture-v1.ts';
import { problemOf, type Refusal, type Tally } from './health.ts';
import { CLOSE, replyJson, replyText } from './reply.ts';

/** Bodies larger than this once unpacked are read in a thread of their own; reading one of them takes 5 ms. */
const SMALL_BYTES = 256 * 1024;
/** Bodies, as sent, that may wait for the disk at one time. */
export const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/**
 * What is answered to a request that is not taken. Clients throw events away on any 4xx (posthog-js on 429 too), so
 * that is only for what could never pass; what may pass later is 503, which all of them send again.
 */
export const REFUSED: Readonly<Record<Refusal, Reply>> = {
  'empty-body': replyText(400, 'The request holds no events.'),
  'undecodable-body': replyText(400, 'The body is not JSON, gzip, base64 or a form that holds one of them.'),
  // posthog-node sends a batch that gets this answer again in halves.
  'body-too-large': replyText(413, 'The body is larger than 20 MB. Nothing of it was stored.', CLOSE),
  'batch-too-large': replyText(
    413,
    `The request holds more than ${String(MAX_BATCH_EVENTS)} events. Nothing of it was stored.`,
  ),
  'malformed-batch': replyText(
    400,
    'The batch or one of its events is not as Capture V1 has it. Nothing was stored.',
  ),
  'no-token': replyText(401, 'The request carries no project token.'),
  'wrong-token': replyText(401, 'This project token is not the one of this hub.'),
  'too-slow': later(
    'The request did not come to its end in time. Nothing of it was stored. Send it again.',
    CLOSE,
  ),
  'too-many-waiting': later('More events come in than can be taken at once. Send them again.'),
  'store-unavailable': later('Events cannot be stored just now. Send them again.'),
};

const UNREAD = {
  'too-large': 'body-too-large',
  'too-many': 'too-many-waiting',
  'too-slow': 'too-slow',
} as const satisfies Record<Unread, Refusal>;

const taken = replyJson(200, { status: 'Ok' });

function later(text: string, headers: Record<string, string> = {}): Reply {
  return replyText(503, text, { 'retry-after': '5', ...headers });
}

/** What was taken, with the answer of its own where there is one; or why nothing was. */
type Outcome = { results: string | undefined } | { refusal: Refusal };

/** What the ingest route works with. */
export interface IngestParts {
  store: EventStore;
  tally: Tally;
  projectToken: string;
  clock: () => number;
  /** Assets and their revisions that builds have published; left out where everything is taken. */
  published?: (() => IngestWorld['published']) | undefined;
  /** Told once when events can no longer be stored, until they can be again. */
  report: (problem: string) => void;
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
export function openIngest({ store, tally, projectToken, clock, published, report }: IngestParts): Ingest {
  const readLarge = createBodyThread();
  let waitingBytes = 0;
  let problem: string | undefined;

  /** Whether a body is small is known once it is unpacked, and no further than that. */
  async function read(spec: BodySpec): Promise<ReadBody | BodyReply> {
    const isSmall = spec.bytes.length <= SMALL_BYTES;
    const body = isSmall ? readBody(spec, SMALL_BYTES) : undefined;
    return body === undefined || ('refusal' in body && body.refusal === 'body-too-large')
      ? readLarge(spec)
      : body;
  }

  async function take(bytes: Uint8Array, call: Call, path: string): Promise<Outcome> {
    const body = await read({
      bytes,
      query: call.query,
      isEngage: path === '/engage',
      v1: isCaptureV1(path) ? readV1Claims(call) : undefined,
      projectToken,
      now: clock(),
      published: published?.(),
    });
    if ('refusal' in body) return body;
    const { lines, events, drops, adjustments, results } = body;
    try {
      await store.appendLines(lines);
      if (events > 0) problem = undefined;
    } catch (error) {
      if (problem === undefined) report(problemOf(error));
      problem = problemOf(error);
      return { refusal: 'store-unavailable' };
    }
    tally.accepted += events;
    for (const reason in drops) tally.dropped[reason as DropReason] += drops[reason as DropReason] ?? 0;
    for (const each in adjustments)
      tally.adjusted[each as Adjustment] += adjustments[each as Adjustment] ?? 0;
    return { results };
  }

  async function takeInTurn(bytes: Uint8Array, call: Call, path: string): Promise<Outcome> {
    if (waitingBytes > MAX_WAITING_BYTES) return { refusal: 'too-many-waiting' };
    waitingBytes += bytes.length;
    try {
      return await take(bytes, call, path);
    } finally {
      waitingBytes -= bytes.length;
    }
  }

  async function takeEvents(call: Call, path: string): Promise<Reply> {
    const bytes = call.method === 'GET' ? new Uint8Array() : await call.readBody();
    const outcome =
      typeof bytes === 'string' ? { refusal: UNREAD[bytes] } : await takeInTurn(bytes, call, path);
    if ('results' in outcome) return outcome.results === undefined ? taken : replyResults(outcome.results);
    const { refusal } = outcome;
    tally.refused[refusal] += 1;
    return isCaptureV1(path) ? toV1Refusal(refusal, REFUSED[refusal]) : REFUSED[refusal];
  }

  return { takeEvents, problem: () => problem };
}
