import type { Call, Reply } from './call.ts';

/** A JSON answer that nobody keeps. */
export function replyJson(status: number, body: unknown): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** Headers of an answer to a body that is not read to its end: the next request has no place behind the rest of it. */
export const CLOSE = { connection: 'close' };

/** A plain sentence, as PostHog's ingest answers when it takes nothing. */
export function replyText(status: number, text: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: text,
  };
}

/**
 * Lets pages of other origins send events, as PostHog does: origin and headers mirrored, credentials allowed. Without
 * it a client takes a stored event for lost and sends it again.
 */
export function allowOrigin(call: Call, reply: Reply): Reply {
  const origin = call.header('origin');
  if (origin === undefined) return reply;
  const wanted = call.header('access-control-request-headers');
  return {
    ...reply,
    headers: {
      ...reply.headers,
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      ...(wanted === undefined ? {} : { 'access-control-allow-headers': wanted }),
      'access-control-expose-headers': 'Retry-After',
      vary: 'Origin',
    },
  };
}
