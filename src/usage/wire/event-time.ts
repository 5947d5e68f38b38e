import { readTime } from './read-time.ts';

/** Clocks of browsers may be this much ahead before an event is taken to be from now. */
const MAX_AHEAD_MS = 23 * 3_600_000;
/** Before the year 1 no table holds a time. */
const FIRST_MS = -62_135_596_800_000;

/** When an event happened, as its client tells it. */
export interface ClaimedTime {
  /** A text; undefined where the client leaves it to us. */
  timestamp: unknown;
  /** When the client sent it, by the same clock. Milliseconds since 1970. */
  sentAt: number | undefined;
  /** Milliseconds before it was sent. */
  offset: unknown;
  /** The client vouches for its clock: `$ignore_sent_at`. */
  ignoreSentAt: boolean;
}

/** Milliseconds since 1970 by our clock, and whether they are those of the arrival because the client is too far ahead. */
export interface EventTime {
  ms: number;
  isAhead: boolean;
}

function readOffset(offset: unknown): number | undefined {
  const ms = typeof offset === 'string' && /^-?\d+$/.test(offset) ? Number(offset) : offset;
  return typeof ms === 'number' && Number.isFinite(ms) ? ms : undefined;
}

/**
 * When an event happened: a wrong client clock cancels out between `timestamp` and `sent_at`. PostHog's rules
 * (posthog.com/docs/data/timestamps). Undefined where the client said when, and nobody can read it: PostHog takes such an
 * event to be from now, which is a time that nobody said.
 */
export function eventTime(claimed: ClaimedTime, now: number): EventTime | undefined {
  const { timestamp, sentAt, offset, ignoreSentAt } = claimed;
  let ms: number | undefined = now;
  if (timestamp !== undefined) {
    ms = readTime(timestamp);
    if (ms !== undefined && sentAt !== undefined && !ignoreSentAt) ms += now - sentAt;
  } else if (offset !== undefined) {
    const before = readOffset(offset);
    ms = before === undefined ? undefined : now - before;
  }
  if (ms === undefined || ms < FIRST_MS) return undefined;
  return ms > now + MAX_AHEAD_MS ? { ms: now, isAhead: true } : { ms, isAhead: false };
}
