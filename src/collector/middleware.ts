import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES, type Call, type Reply } from './call.ts';
import { CLOSE, replyText } from './reply.ts';

/** Answers a request that is its own, and gives undefined for every other. */
export interface Handler {
  (request: Request): Promise<Response | undefined>;
  /** The same over plain values, for a handler that is asked for every event. Used instead where there is one. */
  answerCall?: (call: Call) => Promise<Reply | undefined>;
}

/**
 * Puts handlers in front of Node's server, of Vite's, or of any that takes connect's middleware: the first that answers
 * wins, what none answers goes on. `report` is told of faults; the reader gets a plain sentence.
 */
export function createMiddleware(handlers: readonly Handler[], report: (error: unknown) => void) {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => {
    const call = openCall(incoming);
    let request: Request | undefined;
    for (const handler of handlers) {
      if (handler.answerCall !== undefined) {
        const reply = await handler.answerCall(call);
        if (reply !== undefined) return sendReply(reply, outgoing);
        continue;
      }
      request ??= await toRequest(incoming, call);
      if (request === undefined) return sendReply(tooLarge, outgoing);
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

const tooLarge = replyText(413, 'The request is larger than 20 MB. Nothing of it was stored.', CLOSE);

/** The whole body; undefined as soon as it is larger than is taken. Rejects when the sender goes away. */
function readBody(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return resolve(undefined);
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_BODY_BYTES) resolve(undefined);
      else chunks.push(chunk);
    });
    incoming.on('end', () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
    incoming.on('error', reject);
    incoming.on('close', () => reject(new Error('The sender went away.')));
  });
}

function openCall(incoming: IncomingMessage): Call {
  const { method = 'GET', url = '/', headers } = incoming;
  const mark = url.indexOf('?');
  let body: Promise<Uint8Array | undefined> | undefined;
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    header(name) {
      const value = headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    readBody: () => (body ??= readBody(incoming)),
  };
}

/** The standard Request for a request of Node's server; undefined when its body is too large. */
async function toRequest(incoming: IncomingMessage, call: Call): Promise<Request | undefined> {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'hub'}`);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const { method } = call;
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const body = await call.readBody();
  return body === undefined ? undefined : new Request(url, { method, headers, body: new Uint8Array(body) });
}

function sendReply({ status, headers, body }: Reply, outgoing: ServerResponse): void {
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
