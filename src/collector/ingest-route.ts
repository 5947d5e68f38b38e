import { gunzipSync } from 'node:zlib';
import { decodeEnvelope, type Decoded, type EnvelopeProblem } from '../usage/envelope.ts';
import type { EventStore } from '../usage/event-store.ts';
import { ingestEnvelope } from '../usage/ingest.ts';
import type { Refusal, Tally } from './health.ts';
import { replyJson, replyText } from './reply.ts';
import { newUuid } from './uuid.ts';

/** Largest body, as sent and unpacked; PostHog's own bound for a batch. */
export const MAX_BODY_BYTES = 20 * 1024 * 1024;

const PROBLEMS: Record<EnvelopeProblem, { status: number; text: string }> = {
  'empty-body': { status: 400, text: 'The request holds no events.' },
  'undecodable-body': {
    status: 400,
    text: 'The body is not JSON, gzip, base64 or a form that holds one of them.',
  },
  // posthog-node sends a batch that gets this answer again in halves.
  'body-too-large': { status: 413, text: 'The body is larger than 20 MB. Nothing of it was stored.' },
};

/** What the ingest route works with. */
export interface IngestParts {
  store: EventStore;
  tally: Tally;
  projectToken: string;
  clock: () => number;
}

function gunzip(bytes: Uint8Array): Decoded<Uint8Array> {
  try {
    return { ok: true, value: gunzipSync(bytes, { maxOutputLength: MAX_BODY_BYTES }) };
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { ok: false, problem: tooLarge ? 'body-too-large' : 'undecodable-body' };
  }
}

/** The body, or undefined when it is too large to be read at all. */
async function readBody(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return undefined;
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > MAX_BODY_BYTES ? undefined : bytes;
}

/**
 * Takes events in. The answer is 200 only once they are on disk. What may pass later is 503 and never 4xx, since
 * clients throw events away on 4xx; and no other 2xx, since posthog-js sends those again.
 */
export async function takeEvents(request: Request, path: string, parts: IngestParts): Promise<Response> {
  const { store, tally, projectToken, clock } = parts;
  const refuse = (reason: Refusal, response: Response) => {
    tally.refused[reason] += 1;
    return response;
  };
  const bytes = await readBody(request);
  const query = new URL(request.url).searchParams;
  const decoded =
    bytes === undefined
      ? ({ ok: false, problem: 'body-too-large' } as const)
      : decodeEnvelope({ bytes, query, isEngage: path === '/engage' }, gunzip);
  if (!decoded.ok) {
    const { status, text } = PROBLEMS[decoded.problem];
    return refuse(decoded.problem, replyText(status, text));
  }
  const { token } = decoded.value;
  if (token === undefined) return refuse('no-token', replyText(401, 'The request carries no project token.'));
  if (token !== projectToken)
    return refuse('wrong-token', replyText(401, 'This project token is not the one of this hub.'));

  const now = clock();
  const { events, drops } = ingestEnvelope(decoded.value, { now, newUuid: () => newUuid(now) });
  try {
    await store.append(events);
  } catch {
    const later = { 'retry-after': '5' };
    return refuse(
      'store-unavailable',
      replyText(503, 'Events cannot be stored just now. Send them again.', later),
    );
  }
  tally.accepted += events.length;
  for (const [reason, count] of Object.entries(drops)) tally.dropped[reason as keyof typeof drops] += count;
  return replyJson(200, { status: 'Ok' });
}
