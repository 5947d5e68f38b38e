import { isRecord } from '../../library/is-record.ts';
import { isPlainJson } from './event-text.ts';
import { parseExactJson } from './exact-json.ts';
import { unpackLzText } from './lz-text.ts';
import { readTime } from './read-time.ts';
import { joinSurrogateBytes } from './surrogate-bytes.ts';

/** A request body as it came in, its transport encoding untouched. */
export interface WireRequest {
  bytes: Uint8Array;
  /** Query parameters of the address. */
  query: URLSearchParams;
  /** `/engage` sends person properties with no event name. */
  isEngage: boolean;
}

/** What a client sent, taken out of its wrapping. Events are still of unknown shape. */
export interface Envelope {
  token: string | undefined;
  /** When the client sent it by its own clock, in milliseconds since 1970. */
  sentAt: number | undefined;
  events: unknown[];
  /** No event in it is too large or holds text that has to be mended; when left out, each is looked at. */
  isPlain?: boolean;
}

/** Why a whole request could not be taken. */
export type EnvelopeProblem =
  'empty-body' | 'body-too-large' | 'batch-too-large' | 'undecodable-body' | 'malformed-batch';

export type Decoded<T> = { ok: true; value: T } | { ok: false; problem: EnvelopeProblem };

/** Unpacks gzip, refusing what would become too large. Handed in, since it is the platform's. */
export type Gunzip = (bytes: Uint8Array) => Decoded<Uint8Array>;

/** Why a text in UTF-8 is not to be parsed; undefined when it may be. */
export type MeasureText = (bytes: Uint8Array) => EnvelopeProblem | undefined;

/** Making one costs as much as reading a small body with it. */
const decoder = new TextDecoder();

function fail(problem: EnvelopeProblem): { ok: false; problem: EnvelopeProblem } {
  return { ok: false, problem };
}

/** Clients do not say reliably that a body is gzip; its first bytes do. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** A body once read, and whether its text was plain. */
export interface Json {
  body: unknown;
  isPlain: boolean;
}

function parseJson(text: string): Decoded<Json> {
  try {
    return { ok: true, value: { body: parseExactJson(text), isPlain: isPlainJson(text) } };
  } catch {
    return fail('undecodable-body');
  }
}

function fromBase64(text: string): Uint8Array | undefined {
  // Form decoding turns + into a space; posthog-js also uses the address-safe alphabet.
  const plain = text.trim().replaceAll(' ', '+').replaceAll('-', '+').replaceAll('_', '/');
  if (plain === '' || !/^[A-Za-z0-9+/]+=*$/.test(plain)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(plain.replace(/=+$/, '')), (letter) => letter.charCodeAt(0));
    return joinSurrogateBytes(bytes);
  } catch {
    return undefined;
  }
}

/** How a body is taken apart. */
export interface Unpacking {
  gunzip: Gunzip;
  measure: MeasureText;
  /** Most UTF-16 units that packed text may come to. */
  maxLength: number;
  /** The address says that the text is packed by lz-string. */
  isLz: boolean;
  /** Wrappings that were taken off already. */
  wraps: number;
}

/** JSON from bytes that may be gzip, JSON, base64 of either, or a form whose field `data` is one of these. */
export function decodeJson(bytes: Uint8Array, unpacking: Unpacking): Decoded<Json> {
  const { gunzip, measure, maxLength, isLz, wraps } = unpacking;
  const next = { ...unpacking, wraps: wraps + 1 };
  if (bytes.length === 0) return fail('empty-body');
  if (wraps > 3) return fail('undecodable-body');
  if (isGzip(bytes)) {
    const unpacked = gunzip(bytes);
    return unpacked.ok ? decodeJson(unpacked.value, next) : unpacked;
  }
  const isTooMuch = measure(bytes);
  if (isTooMuch !== undefined) return fail(isTooMuch);
  const text = decoder.decode(bytes).trim();
  if (text === '') return fail('empty-body');
  if (text.startsWith('{') || text.startsWith('[')) return parseJson(text);
  if (text.startsWith('data=') || text.includes('&data=')) {
    const form = new URLSearchParams(text);
    const data = new TextEncoder().encode(form.get('data') ?? '');
    return decodeJson(data, next);
  }
  if (isLz) {
    const unpacked = unpackLzText(text.replaceAll(' ', '+'), maxLength);
    if ('problem' in unpacked) return fail(unpacked.problem);
    return decodeJson(new TextEncoder().encode(unpacked.text), { ...next, isLz: false });
  }
  const inner = fromBase64(text);
  return inner === undefined ? fail('undecodable-body') : decodeJson(inner, next);
}

function textOf(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

/** `_` and `sent_at` of the address are milliseconds, in a body `sent_at` is ISO 8601. */
function readSentAt(body: unknown, query: URLSearchParams): number | undefined {
  const inBody = isRecord(body) ? readTime(body['sent_at']) : undefined;
  if (inBody !== undefined) return inBody;
  const inAddress = query.get('sent_at') ?? query.get('_') ?? '';
  return /^\d{12,14}$/.test(inAddress) ? Number(inAddress) : readTime(inAddress);
}

function readEvents(body: unknown, isEngage: boolean): unknown[] {
  const inside = isRecord(body) && Array.isArray(body['batch']) ? body['batch'] : body;
  const events: unknown[] = Array.isArray(inside) ? inside : [inside];
  if (!isEngage) return events;
  return events.map((each) =>
    isRecord(each) && each['event'] === undefined ? { ...each, event: '$identify' } : each,
  );
}

function tokenOf(event: unknown): string | undefined {
  if (!isRecord(event)) return undefined;
  const properties = isRecord(event['properties']) ? event['properties'] : {};
  return textOf(
    event['api_key'],
    event['token'],
    event['$token'],
    properties['token'],
    properties['api_key'],
  );
}

function readToken(body: unknown, events: readonly unknown[], query: URLSearchParams): string | undefined {
  const outer = isRecord(body) ? textOf(body['api_key'], body['token']) : undefined;
  if (outer !== undefined) return outer;
  const tokens = new Set(events.map(tokenOf).filter((token) => token !== undefined));
  // Events of several projects in one list belong to none: PostHog refuses them too.
  return tokens.size > 0 ? [...tokens].join(' ') : textOf(query.get('api_key'), query.get('token'));
}

/**
 * Takes a request apart, in every form that posthog-js has sent over the years and the server libraries send:
 * `{api_key | token, batch, sent_at}`, a bare list, a single event; as JSON, gzip, base64, lz-string or a form.
 */
export function decodeEnvelope(
  request: WireRequest,
  by: Pick<Unpacking, 'gunzip' | 'measure' | 'maxLength'>,
): Decoded<Envelope> {
  const { query } = request;
  const bytes = request.bytes.length > 0 ? request.bytes : new TextEncoder().encode(query.get('data') ?? '');
  const json = decodeJson(bytes, { ...by, isLz: query.get('compression') === 'lz64', wraps: 0 });
  if (!json.ok) return json;
  const { body, isPlain } = json.value;
  const events = readEvents(body, request.isEngage);
  return {
    ok: true,
    value: { token: readToken(body, events, query), sentAt: readSentAt(body, query), events, isPlain },
  };
}
