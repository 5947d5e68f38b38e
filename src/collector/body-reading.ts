import { gunzipSync } from 'node:zlib';
import { renderLine } from '../adapters/event-store/tables.ts';
import { decodeEnvelope, type Decoded, type Gunzip, type MeasureText } from '../usage/wire/envelope.ts';
import { decodeEnvelopeV1, type V1Claims, type V1Envelope } from '../usage/wire/envelope-v1.ts';
import { ingestEnvelope, type Ingested, type IngestWorld } from '../usage/wire/ingest.ts';
import { renderResults } from './capture-v1.ts';
import type { Refusal } from './health.ts';
import { newUuid } from './uuid.ts';

/** Most events in one request. The largest batch that a client makes by itself has a few hundred. */
export const MAX_BATCH_EVENTS = 50_000;
/** Most values in one body: forty for each event. What holds more takes a hundred times its size in memory. */
const MAX_VALUES = MAX_BATCH_EVENTS * 40;
/** Each value but the first of a list follows one of these: a comma, a bracket, a brace. */
const [COMMA, BRACKET, BRACE] = [44, 91, 123];

/** A body that is to be read, as plain values: it may be read in another thread. */
export interface BodySpec {
  bytes: Uint8Array;
  /** What stands behind the question mark. */
  query: string;
  isEngage: boolean;
  /** What its headers say, where it came to Capture V1. */
  v1?: V1Claims | undefined;
  projectToken: string;
  now: number;
  /** Assets and their revisions that builds have published; undefined where everything is taken. */
  published: IngestWorld['published'];
}

/** Lines for the journal and what was left out or changed, and the answer where it says more than that all is well. */
export interface TakenBody extends Pick<Ingested, 'drops' | 'adjustments'> {
  lines: string;
  events: number;
  results?: string | undefined;
}

/** What became of a body, or why nothing of it is taken. */
export type ReadBody = TakenBody | { refusal: Refusal };

function createGunzip(maxBytes: number): Gunzip {
  return (bytes) => {
    try {
      return { ok: true, value: gunzipSync(bytes, { maxOutputLength: maxBytes }) };
    } catch (error) {
      const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      return { ok: false, problem: tooLarge ? 'body-too-large' : 'undecodable-body' };
    }
  };
}

/** Says what a text is too large for before it is parsed: what a value is in memory, its text does not tell. */
const createMeasure =
  (maxBytes: number): MeasureText =>
  (bytes) => {
    if (bytes.length > maxBytes) return 'body-too-large';
    // So few bytes hold no more values than that, and nearly every body is as small.
    if (bytes.length <= MAX_VALUES) return undefined;
    let values = 0;
    for (const byte of bytes) if (byte === COMMA || byte === BRACKET || byte === BRACE) values += 1;
    return values > MAX_VALUES ? 'batch-too-large' : undefined;
  };

/**
 * Takes a body apart, checks its events and writes them as lines of the journal. What is larger than `maxBytes` once it is
 * unpacked is refused as soon as that is known, before anything is made of it.
 */
export function readBody(spec: BodySpec, maxBytes: number): ReadBody {
  const { bytes, isEngage, now, projectToken, published, v1 } = spec;
  const by = { gunzip: createGunzip(maxBytes), measure: createMeasure(maxBytes), maxLength: maxBytes };
  const decoded: Decoded<Omit<V1Envelope, 'uuids'> & Partial<V1Envelope>> =
    v1 === undefined
      ? decodeEnvelope({ bytes, query: new URLSearchParams(spec.query), isEngage }, by)
      : decodeEnvelopeV1(bytes, v1, by);
  if (!decoded.ok) return { refusal: decoded.problem };
  const { token, events: sent, uuids } = decoded.value;
  if (token === undefined) return { refusal: 'no-token' };
  if (token !== projectToken) return { refusal: 'wrong-token' };
  if (sent.length === 0) return { refusal: 'empty-body' };
  if (sent.length > MAX_BATCH_EVENTS) return { refusal: 'batch-too-large' };
  const { events, drops, adjustments, reasons } = ingestEnvelope(decoded.value, {
    now,
    newUuid: () => newUuid(now),
    published,
  });
  return {
    lines: events.map((event) => `${renderLine(event)}\n`).join(''),
    events: events.length,
    drops,
    adjustments,
    results: uuids && renderResults(uuids, reasons),
  };
}
