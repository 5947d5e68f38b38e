/**
 * One event that waits in a browser: when it was made (milliseconds since 1970 by the browser's clock), its uuid, its
 * size in UTF-16 units of its JSON. Such keys sort by age, and say enough to keep the outbox in bounds without reading
 * events.
 */
export type OutboxKey = [at: number, uuid: string, size: number];

/** An event as posthog-js makes it, after JSON. */
export interface OutboxEvent {
  uuid: string;
  event: string;
  /** ISO 8601, by the browser's clock. */
  timestamp: string;
  properties: Record<string, unknown>;
}

/** What the receiver's answer means for the events of one request. */
export type Verdict =
  /** They are stored. */
  | { kind: 'taken' }
  /** Something in them is not accepted, now or later. */
  | { kind: 'refused' }
  /** Nothing is known of them; to be sent again, after a while if the receiver asked for one. */
  | { kind: 'later'; waitMs?: number };

/**
 * PostHog takes events of any age unless a project says otherwise (`drop_events_older_than`), so that the bounds are
 * ours: a heavy reader's quarter without a network.
 */
export const MAX_EVENTS = 1000;
export const MAX_SIZE = 4_000_000;
export const MAX_AGE_MS = 90 * 86_400_000;
/**
 * Largest request. PostHog takes 20 MB; this keeps each one a matter of seconds on a train, and of a few milliseconds
 * for the thread of the page on a slow phone.
 */
export const BATCH_EVENTS = 25;
const BATCH_SIZE = 200_000;

/** Longest that a receiver can ask a browser to wait; also how long an exhausted quota is left alone. */
export const MAX_WAIT_MS = 3_600_000;
const FIRST_RETRY_MS = 3000;
const LAST_RETRY_MS = 300_000;

/** How many of the oldest must go, so that the rest is within bounds. `keys` are sorted by age, oldest first. */
export function countExcess(keys: readonly OutboxKey[], now: number): number {
  let size = 0;
  for (let at = keys.length - 1; at >= 0; at -= 1) {
    const [madeAt, , itsSize] = keys[at] ?? [0, '', 0];
    size += itsSize;
    if (keys.length - at > MAX_EVENTS || size > MAX_SIZE || madeAt < now - MAX_AGE_MS) return at + 1;
  }
  return 0;
}

/** The first keys, at most `most` and as many as one request should carry; one at least. */
export function nextBatch(keys: readonly OutboxKey[], most: number): OutboxKey[] {
  const batch: OutboxKey[] = [];
  let size = 0;
  for (const key of keys.slice(0, most)) {
    size += key[2];
    if (size > BATCH_SIZE && batch.length > 0) break;
    batch.push(key);
  }
  return batch;
}

/** Milliseconds to wait after so many failures in a row, 1 or more: twice as long after each, up to a bound. */
export function retryDelay(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS);
}

function parseReply(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/**
 * Reads an answer. Only 200 with PostHog's own words counts as taken: what a sign-in page, a captive portal or a
 * content blocker answers is no receipt. 401, 403, 404 come from a proxy or a wrong setting and may pass. With an
 * exhausted quota PostHog answers 200 and keeps nothing. `retryAfter` is the header of that name, in seconds.
 */
export function judgeReply(status: number, body: string, retryAfter: string | null): Verdict {
  if (status === 200) {
    const reply = parseReply(body);
    const limited = reply['quota_limited'];
    if (Array.isArray(limited) && limited.includes('events')) return { kind: 'later', waitMs: MAX_WAIT_MS };
    return { kind: reply['status'] === 'Ok' || reply['status'] === 1 ? 'taken' : 'later' };
  }
  if (status === 400 || status === 413) return { kind: 'refused' };
  if (retryAfter === null || !/^\d+$/.test(retryAfter)) return { kind: 'later' };
  return { kind: 'later', waitMs: Math.min(Number(retryAfter) * 1000, MAX_WAIT_MS) };
}

/**
 * The body of a request, in the shape in which posthog-js sends. The receiver takes the difference of `timestamp` and
 * `sent_at` from its own clock, so that a browser's wrong clock cancels out, days later too, as long as it stayed
 * equally wrong; where it was set back meanwhile, an event must not come out in the future. `lost` is how many events
 * were given up since the last time that was told.
 */
export function buildEnvelope(
  events: readonly OutboxEvent[],
  { token, sentAt, lost }: { token: string; sentAt: string; lost: number },
): string {
  const batch = events.map((event, at) => ({
    ...event,
    timestamp: event.timestamp < sentAt ? event.timestamp : sentAt,
    properties: { ...event.properties, token, ...(lost > 0 && at === 0 ? { $outbox_lost: lost } : {}) },
  }));
  return JSON.stringify({ api_key: token, batch, sent_at: sentAt });
}
