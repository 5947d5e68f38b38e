/** Clocks of browsers may be this much ahead before an event is taken to be from now. */
const MAX_AHEAD_MS = 23 * 3_600_000;
/** ISO 8601 with date and time; anything else, an epoch number too, is not a time to PostHog. */
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const HOURS_ONLY = /[+-]\d{2}$/;

/** The text with a zone that Date.parse reads: UTC when it names none. */
function withZone(text: string): string {
  const afterDay = text.slice(10);
  if (afterDay === '' || /Z$|[+-]\d{2}:?\d{2}$/i.test(afterDay)) return text;
  return HOURS_ONLY.test(afterDay) ? `${text}:00` : `${text}Z`;
}

/** Milliseconds since 1970 of an ISO 8601 text, UTC when it names no zone; undefined when it is none. */
export function parseIsoTime(value: unknown): number | undefined {
  if (typeof value !== 'string' || !ISO.test(value)) return undefined;
  const ms = Date.parse(withZone(value).replace(' ', 'T').replace(',', '.'));
  return Number.isNaN(ms) ? undefined : ms;
}

/** When an event happened, as its client tells it. */
export interface ClaimedTime {
  timestamp: unknown;
  /** When the client sent it, by the same clock. Milliseconds since 1970. */
  sentAt: number | undefined;
  /** Milliseconds before it was sent. */
  offset: unknown;
  /** The client vouches for its clock: `$ignore_sent_at`. */
  ignoreSentAt: boolean;
}

/**
 * When an event happened, in milliseconds since 1970 by our clock: a wrong client clock cancels out between
 * `timestamp` and `sent_at`. PostHog's rules (posthog.com/docs/data/timestamps).
 */
export function eventTime(claimed: ClaimedTime, now: number): number {
  const timestamp = parseIsoTime(claimed.timestamp);
  let time = now;
  if (timestamp !== undefined)
    time =
      claimed.sentAt === undefined || claimed.ignoreSentAt ? timestamp : now + (timestamp - claimed.sentAt);
  else if (
    claimed.timestamp === undefined &&
    typeof claimed.offset === 'number' &&
    Number.isFinite(claimed.offset)
  )
    time = now - claimed.offset;
  const plausible = time > -62_135_596_800_000 && time <= now + MAX_AHEAD_MS;
  return plausible ? time : now;
}
