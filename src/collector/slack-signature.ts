import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far Slack's clock and ours may be apart, and so for how long a request could be sent again. */
const WINDOW_SECONDS = 5 * 60;

/** What of a request proves that Slack sent it. */
export interface SignedRequest {
  /** `X-Slack-Signature`, such as `v0=a2114d57…`. */
  signature: string | undefined;
  /** `X-Slack-Request-Timestamp`, in seconds since 1970. */
  timestamp: string | undefined;
}

/**
 * Tells requests that Slack sent now from all others: https://docs.slack.dev/authentication/verifying-requests-from-slack
 * One that came before is refused too: its signature is kept for as long as its time would pass.
 */
export function createSlackVerifier(secret: string, clock: () => number) {
  const seen = new Map<string, number>();
  const isInTime = ({ timestamp = '' }: SignedRequest): boolean =>
    /^\d{1,12}$/.test(timestamp) && Math.abs(clock() / 1000 - Number(timestamp)) <= WINDOW_SECONDS;
  return {
    /** What can be said before the body is read. */
    isInTime,
    /** Whether the body is as Slack signed it, for the first time. */
    accept({ signature = '', timestamp = '' }: SignedRequest, body: Uint8Array): boolean {
      // One spelling alone, so that no other one of the same is new.
      if (!/^v0=[0-9a-f]{64}$/.test(signature) || !isInTime({ signature, timestamp })) return false;
      const own = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
      if (!timingSafeEqual(own, Buffer.from(signature.slice(3), 'hex'))) return false;
      const now = clock() / 1000;
      for (const [old, until] of seen) if (until < now) seen.delete(old);
      if (seen.has(signature)) return false;
      seen.set(signature, Number(timestamp) + WINDOW_SECONDS);
      return true;
    },
  };
}
