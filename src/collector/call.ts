/**
 * A request as plain values. Node's standard Request and Response cost several times what taking in an event does, so
 * whatever is asked for each event works with these.
 */
export interface Call {
  method: string;
  /** Path as it was sent, without the query. */
  path: string;
  /** What stands behind the question mark; '' when nothing does. */
  query: string;
  /** A header by its name in small letters. */
  header: (name: string) => string | undefined;
  /** The body, or why it is not read. May be called more than once. */
  readBody: () => Promise<Uint8Array | Unread>;
}

/** A body larger than is taken, one that came while too many others were being read, or one that never came to its end. */
export type Unread = 'too-large' | 'too-many' | 'too-slow';

/** An answer as plain values. */
export interface Reply {
  status: number;
  /** Names are in small letters. */
  headers: Record<string, string>;
  body: string;
}

/** Largest body, as sent and once unpacked: 20 MiB, PostHog's own bound for a batch. */
export const MAX_BODY_BYTES = 20 * 1024 * 1024;

/** Longest that a body may take from its first byte to its last: the largest needs a line of 3 Mbit/s for that. */
export const MAX_BODY_MS = 60_000;

/** Bodies that are held in memory at one time, from their first byte until the answer. */
export const MAX_HELD_BYTES = 256 * 1024 * 1024;

/** The plain values of a standard Request. */
export function readCall(request: Request): Call {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    path: pathname,
    query: search.slice(1),
    header: (name) => request.headers.get(name) ?? undefined,
    async readBody() {
      const bytes = new Uint8Array(await request.arrayBuffer());
      return bytes.length > MAX_BODY_BYTES ? 'too-large' : bytes;
    },
  };
}

/** The standard Response of plain values. */
export function toResponse({ status, headers, body }: Reply): Response {
  return new Response(status === 204 ? null : body, { status, headers });
}
