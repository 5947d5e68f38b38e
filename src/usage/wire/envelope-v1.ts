import { isRecord } from '../../library/is-record.ts';
import { decodeJson, type Decoded, type Envelope, type Unpacking } from './envelope.ts';
import { readTime } from './read-time.ts';

/**
 * What a request of PostHog's Capture V1 (`POST /i/v1/analytics/events`) says in its headers; older ones say it in the body.
 */
export interface V1Claims {
  /** Behind `Bearer` in `Authorization`. */
  token: string | undefined;
  /** `PostHog-Request-Timestamp`: by the client's clock, in milliseconds since 1970. */
  sentAt: number | undefined;
  /** `PostHog-Sdk-Info`, such as `posthog-node/5.70.0`. */
  sdk: string;
}

/** Options of an event, and the property that each has been so far. */
const OPTIONS = {
  cookieless_mode: ['$cookieless_mode', readTruth],
  disable_skew_correction: ['$ignore_sent_at', readTruth],
  process_person_profile: ['$process_person_profile', readTruth],
  product_tour_id: ['$product_tour_id', (value: unknown) => (typeof value === 'string' ? value : undefined)],
} as const;

/** The texts that every event has. */
const TEXTS = ['event', 'uuid', 'distinct_id', 'timestamp'] as const;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

function readTruth(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : undefined;
}

/** Properties that stand among the options; undefined when one of them is not what it should be. */
function readOptions(options: unknown): Record<string, unknown> | undefined {
  if (options === undefined || options === null) return {};
  if (!isRecord(options)) return undefined;
  const properties: Record<string, unknown> = {};
  for (const [name, [property, read]] of Object.entries(OPTIONS)) {
    const given = options[name];
    if (given === undefined || given === null) continue;
    const value = read(given);
    if (value === undefined) return undefined;
    properties[property] = value;
  }
  return properties;
}

/** `$lib` and `$lib_version`, which this version says once for all events. */
function readSdk(sdk: string): Record<string, string> {
  const at = sdk.lastIndexOf('/');
  const [name, version] = [sdk.slice(0, at).trim(), sdk.slice(at + 1).trim()];
  return at < 0 || name === '' || version === '' ? {} : { $lib: name, $lib_version: version };
}

/** An event as older clients send it; undefined when its options or properties are not what they should be. */
function toOlder(event: Record<string, unknown>, sdk: Record<string, string>): unknown {
  const { options, properties = {}, session_id: session, window_id: window, ...texts } = event;
  const more = readOptions(options);
  if (more === undefined || !isRecord(properties)) return undefined;
  return {
    ...texts,
    properties: {
      ...properties,
      ...(typeof session === 'string' ? { $session_id: session } : {}),
      ...(typeof window === 'string' ? { $window_id: window } : {}),
      ...more,
      ...sdk,
    },
  };
}

/** An envelope, and the uuid of each event: the answer says of each what became of it. */
export type V1Envelope = Envelope & { uuids: string[] };

/** Takes a request of Capture V1 apart: `{created_at, batch: [{event, uuid, distinct_id, timestamp, options, …}]}`. */
export function decodeEnvelopeV1(
  bytes: Uint8Array,
  claims: V1Claims,
  by: Pick<Unpacking, 'gunzip' | 'measure' | 'maxLength'>,
): Decoded<V1Envelope> {
  const json = decodeJson(bytes, { ...by, isLz: false, wraps: 0 });
  if (!json.ok) return json;
  const { body, isPlain } = json.value;
  const malformed = { ok: false, problem: 'malformed-batch' } as const;
  if (!isRecord(body) || readTime(body['created_at']) === undefined || !Array.isArray(body['batch']))
    return malformed;
  const sdk = readSdk(claims.sdk);
  const uuids = new Set<string>();
  const events: unknown[] = [];
  for (const event of body['batch'] as unknown[]) {
    if (!isRecord(event) || TEXTS.some((name) => typeof event[name] !== 'string')) return malformed;
    const uuid = String(event['uuid']).trim().toLowerCase();
    if (!UUID.test(uuid) || uuids.has(uuid)) return malformed;
    uuids.add(uuid);
    events.push(toOlder({ ...event, uuid }, sdk));
  }
  const { token, sentAt } = claims;
  return { ok: true, value: { token, sentAt, events, isPlain, uuids: [...uuids] } };
}
