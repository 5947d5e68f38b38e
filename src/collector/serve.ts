import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import compression from 'compression';
import sirv from 'sirv';
import { UserError } from '../library/user-error.ts';
import { createMiddleware, type Handler } from './middleware.ts';

export interface HubServer {
  /** Address without a slash at the end, such as http://127.0.0.1:4321. */
  url: string;
  close: () => Promise<void>;
}

/**
 * Serves a built hub with its handlers in front, on this machine only: whoever opens it to others puts the sign-in in
 * front of it. Throws a UserError when the port is taken.
 */
export async function serveHub(options: {
  distFolder: string;
  port: number;
  handlers: readonly Handler[];
  /** Told of faults of the hub; the reader gets a plain sentence. */
  report: (error: unknown) => void;
}): Promise<HubServer> {
  const { distFolder, port, handlers, report } = options;
  const compress = compression();
  const files = sirv(distFolder, {
    etag: true,
    brotli: true,
    setHeaders: (response, path) => {
      // Names with a hash never change their content; everything else is asked for again.
      const kept = /^\/_hub\/|^\/search\/[0-9a-f]{6,}\//.test(path);
      response.setHeader('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.setHeader('x-content-type-options', 'nosniff');
    },
  });
  const notFound = await readFile(join(distFolder, '404.html'), 'utf8').catch(
    () => 'Nothing at this address.',
  );

  const answer = createMiddleware(handlers, report);
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answer(incoming, outgoing, () => {
      files(incoming, outgoing, () => {
        outgoing.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(notFound);
      });
    });
  };
  const server = createServer((incoming, outgoing) => {
    // What is sent here gets a short answer; only what is read here is worth packing.
    if (incoming.method !== 'GET') return serve(incoming, outgoing);
    // The middleware wants Express's request and response and uses only what Node's have.
    compress(incoming as never, outgoing as never, () => serve(incoming, outgoing));
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Finds out before a long build whether the port is free. Throws a UserError when it is not. */
export async function checkPort(port: number): Promise<void> {
  const server = createServer();
  await listen(server, port);
  await new Promise((resolve) => server.close(resolve));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
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
  return error;
}
