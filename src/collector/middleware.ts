import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request that is its own, and gives undefined for every other. */
export type Handler = (request: Request) => Promise<Response | undefined>;

/**
 * Puts handlers in front of Node's server, of Vite's, or of any that takes connect's middleware: the first that answers
 * wins, what none answers goes on. `report` is told of faults; the reader gets a plain sentence.
 */
export function createMiddleware(handlers: readonly Handler[], report: (error: unknown) => void) {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => {
    const request = await toRequest(incoming);
    if (request === undefined) {
      outgoing.writeHead(413, { connection: 'close', 'content-type': 'text/plain; charset=utf-8' });
      outgoing.end('The request is larger than 20 MB. Nothing of it was stored.');
      return;
    }
    for (const handler of handlers) {
      const response = await handler(request);
      if (response !== undefined) return sendResponse(response, outgoing);
    }
    next();
  };
  return (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => {
    answer(incoming, outgoing, next).catch((error: unknown) => {
      report(error);
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      outgoing.end('The hub could not answer. What was recorded before is safe; try again in a minute.');
    });
  };
}

/** A request body larger than this is refused before it is read to the end; PostHog's own limit for a batch. */
const MAX_BODY_BYTES = 20 * 1024 * 1024;

/** The standard Request for a request of Node's server; undefined when its body is too large. */
async function toRequest(incoming: IncomingMessage): Promise<Request | undefined> {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'hub'}`);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = incoming.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new Request(url, { method, headers, body: Buffer.concat(chunks) });
}

/** Sends a standard Response through Node's server. */
async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  response.headers.forEach((value, name) => outgoing.setHeader(name, value));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
