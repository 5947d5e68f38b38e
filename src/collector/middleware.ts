import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES, MAX_BODY_MS, MAX_HELD_BYTES, type Call, type Reply, type Unread } from './call.ts';
import { CLOSE, replyText } from './reply.ts';

/** Answers a request that is its own, and gives undefined for every other. */
export interface Handler {
  (request: Request): Promise<Response | undefined>;
  /** The same over plain values, for a handler that is asked for every event. Used instead where there is one. */
  answerCall?: (call: Call) => Promise<Reply | undefined>;
}

/**
 * Puts handlers in front of Node's server, of Vite's, or of any that takes connect's middleware: the first that answers
 * wins, what none answers goes on. `report` is told of faults; the reader gets a plain sentence. A body that takes longer
 * than `maxBodyMs` is not waited for.
 */
export function createMiddleware(
  handlers: readonly Handler[],
  report: (error: unknown) => void,
  maxBodyMs = MAX_BODY_MS,
) {
  const held: Held = { bytes: 0, maxBodyMs };
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => {
    const call = openCall(incoming, outgoing, held);
    let request: Request | Unread | undefined;
    for (const handler of handlers) {
      if (handler.answerCall !== undefined) {
        const reply = await handler.answerCall(call);
        if (reply !== undefined) return sendReply(reply, outgoing);
        continue;
      }
      request ??= await toRequest(incoming, call);
      if (typeof request === 'string') return sendReply(UNREAD[request], outgoing);
      const response = await handler(request);
      if (response !== undefined) return sendResponse(response, outgoing);
    }
    next();
  };
  return (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => {
    answer(incoming, outgoing, next).catch((error: unknown) => {
      // Whoever sent it has gone in the middle of it: nobody is there to be told, and nothing is wrong here.
      if (!incoming.complete && incoming.destroyed) return;
      report(error);
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      outgoing.end('The hub could not answer. What was recorded before is safe; try again in a minute.');
    });
  };
}

const UNREAD: Record<Unread, Reply> = {
  'too-large': replyText(413, 'The request is larger than 20 MB. Nothing of it was stored.', CLOSE),
  'too-slow': replyText(
    503,
    'The request did not come to its end in time. Nothing of it was stored. Send it again.',
    {
      'retry-after': '5',
      ...CLOSE,
    },
  ),
  'too-many': replyText(503, 'Too much is sent at once. Send it again.', { 'retry-after': '5', ...CLOSE }),
};

/** Bytes of bodies that are in memory now, and for how long one of them is read. */
interface Held {
  bytes: number;
  readonly maxBodyMs: number;
}

/**
 * The whole body, or why not as soon as that is known. It counts as held from its first byte until `outgoing` is done.
 * Rejects when the sender goes away.
 */
function readBody(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  held: Held,
): Promise<Uint8Array | Unread> {
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return resolve('too-large');
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (why: Unread) => {
      clearTimeout(timer);
      chunks.length = 0;
      held.bytes -= length;
      length = 0;
      incoming.off('data', take).resume();
      resolve(why);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      held.bytes += chunk.length;
      chunks.push(chunk);
      if (length > MAX_BODY_BYTES) stop('too-large');
      else if (held.bytes > MAX_HELD_BYTES) stop('too-many');
    };
    const timer = setTimeout(() => stop('too-slow'), held.maxBodyMs);
    incoming.on('data', take);
    outgoing.on('close', () => {
      held.bytes -= length;
    });
    incoming.on('end', () => {
      clearTimeout(timer);
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
    incoming.on('error', reject);
    incoming.on('close', () => {
      clearTimeout(timer);
      reject(new Error('The sender went away.'));
    });
  });
}

function openCall(incoming: IncomingMessage, outgoing: ServerResponse, held: Held): Call {
  const { method = 'GET', url = '/', headers } = incoming;
  const mark = url.indexOf('?');
  let body: Promise<Uint8Array | Unread> | undefined;
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    header(name) {
      const value = headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    readBody: () => (body ??= readBody(incoming, outgoing, held)),
  };
}

/** The standard Request for a request of Node's server, or why its body is not read. */
async function toRequest(incoming: IncomingMessage, call: Call): Promise<Request | Unread> {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'hub'}`);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const { method } = call;
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const body = await call.readBody();
  return typeof body === 'string' ? body : new Request(url, { method, headers, body: new Uint8Array(body) });
}

/** Sends a plain answer through Node's server. */
export function sendReply({ status, headers, body }: Reply, outgoing: ServerResponse): void {
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  outgoing.writeHead(status, { ...headers, ...length });
  outgoing.end(body);
}

/** Sends a standard Response through Node's server. */
async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  response.headers.forEach((value, name) => outgoing.setHeader(name, value));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
