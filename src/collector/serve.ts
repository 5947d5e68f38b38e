import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import compression from 'compression';
import sirv, { type RequestHandler } from 'sirv';
import { UserError } from '../library/user-error.ts';
import { headersOf, type HostHeaders } from '../hosting/headers.ts';
import { HEADERS_FILE } from '../hosting/host-files.ts';
import { answerOtherMethods, createAdmission } from './admit.ts';
import { createMiddleware, sendReply, type Handler } from './middleware.ts';

export interface HubServer {
  /** Address without a slash at the end, such as `http://127.0.0.1:4321`. */
  url: string;
  /**
   * Serves another built site from the next request on, and under the address where people open that one. Code and search
   * of the one before stay, for pages of it that are open.
   * Rejects with a UserError when there is no site; then the one before is served.
   */
  show: (distFolder: string, site?: string) => Promise<void>;
  close: () => Promise<void>;
}

/** Where a server listens: the address of a network interface, such as `127.0.0.1`, and a port; 0 is any that is free. */
export interface ListenPlace {
  host: string;
  port: number;
}

/** A built site as it is served. */
interface ServedSite {
  headers: HostHeaders;
  files: RequestHandler;
  notFound: string;
}

/**
 * Serves a built hub with its handlers in front. It asks nobody who they are: whoever opens it to others puts the sign-in in
 * front of it. Rejects with a UserError when the place is taken.
 */
export async function serveHub(options: {
  distFolder: string;
  place: ListenPlace;
  /** Where people open the hub, if not only on this machine. */
  site?: string | undefined;
  handlers: readonly Handler[];
  /** Told of faults of the hub; the reader gets a plain sentence. */
  report: (error: unknown) => void;
}): Promise<HubServer> {
  const { place, handlers, report } = options;
  const compress = compression();
  let now = await openSite(options.distFolder);
  let before: ServedSite | undefined;
  const answer = createMiddleware(handlers, report);
  let admit = createAdmission(options.site);
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answer(incoming, outgoing, () => {
      const otherwise = answerOtherMethods(incoming);
      if (otherwise !== undefined) return sendReply(otherwise, outgoing);
      const sendNotFound = () => {
        outgoing.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(now.notFound);
      };
      now.files(incoming, outgoing, () => {
        if (before && isKept(incoming.url ?? '/', before)) before.files(incoming, outgoing, sendNotFound);
        else sendNotFound();
      });
    });
  };
  const server = createServer((incoming, outgoing) => {
    const refused = admit(incoming);
    if (refused !== undefined) return sendReply(refused, outgoing);
    // Events are asked for nothing but themselves, a thousand times as often.
    if (incoming.method !== 'POST') {
      for (const [name, value] of Object.entries(headersOf(incoming.url ?? '/', now.headers)))
        outgoing.setHeader(name, value);
    }
    // What is sent here gets a short answer; only what is read here is worth packing.
    if (incoming.method !== 'GET') return serve(incoming, outgoing);
    // The middleware wants Express's request and response and uses only what Node's have.
    compress(incoming as never, outgoing as never, () => serve(incoming, outgoing));
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end(UNREADABLE);
  });
  await listen(server, place);
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    show: async (distFolder, site) => {
      [now, before] = [await openSite(distFolder), now];
      admit = createAdmission(site);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const UNREADABLE =
  'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThis is no request that HTTP knows. Nothing was stored.';

/** Rejects with a UserError when no build of this version is in the folder. */
async function openSite(distFolder: string): Promise<ServedSite> {
  const headers = await readFile(join(distFolder, HEADERS_FILE), 'utf8').catch(() => undefined);
  if (headers === undefined) {
    throw new UserError(
      `There is no hub in ${distFolder}, or one that an earlier version built.`,
      'Run npm start, which builds it, or npm run build first. Nothing was lost.',
    );
  }
  return {
    headers: JSON.parse(headers) as HostHeaders,
    files: sirv(distFolder, { etag: true, brotli: true, setHeaders: nameLetters }),
    notFound: await readFile(join(distFolder, '404.html'), 'utf8').catch(() => 'Nothing at this address.'),
  };
}

/** Readers of Markdown and plain text guess its letters where nobody names them. */
function nameLetters(outgoing: ServerResponse, path: string): void {
  const type = path.endsWith('.md') ? 'text/markdown' : path.endsWith('.txt') ? 'text/plain' : undefined;
  if (type !== undefined) outgoing.setHeader('content-type', `${type}; charset=utf-8`);
}

/** Whether a file never changes at its address, so that one of an earlier build is still the right one. */
const isKept = (address: string, { headers }: ServedSite): boolean =>
  headersOf(address, headers)['Cache-Control']?.includes('immutable') === true;

/** Finds out before a long build whether the place is free. Rejects with a UserError when it is not. */
export async function checkPlace(place: ListenPlace): Promise<void> {
  const server = createServer();
  await listen(server, place);
  await new Promise((resolve) => server.close(resolve));
}

function listen(server: Server, { host, port }: ListenPlace): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(placeError(error, { host, port })));
    server.listen(port, host, resolve);
  });
}

function placeError(error: NodeJS.ErrnoException, { host, port }: ListenPlace): Error {
  if (error.code === 'EADDRINUSE') {
    return new UserError(
      `Port ${String(port)} is in use by another program, so the hub cannot be served there.`,
      `Stop that program, or choose another port: PORT=${String(port + 1)} npm start. Nothing was lost.`,
    );
  }
  if (error.code === 'EACCES') {
    return new UserError(
      `This user may not listen on port ${String(port)}.`,
      'Choose a port above 1023: PORT=4321 npm start. Nothing was lost.',
    );
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new UserError(
      `HOST says ${host}, and this machine has no such address.`,
      'Leave HOST out to serve this machine alone, or write 0.0.0.0 for every network that it is in. Nothing was lost.',
    );
  }
  return error;
}
