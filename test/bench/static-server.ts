import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const COMPRESSED = new Set(['.html', '.css', '.js', '.json', '.txt', '.svg']);

export interface StaticServer {
  origin: string;
  close(): Promise<void>;
}

/**
 * Serves a built folder the way any static host would: brotli for text, no logic. Both sites go through it, so that
 * pages are compared and not servers. Events that a page sends are taken and forgotten. `onSent` hears of each file
 * that was sent, with the bytes of its body.
 */
export async function openStaticServer(
  folder: string,
  onSent: (path: string, bytes: number) => void = () => undefined,
): Promise<StaticServer> {
  const sent = new Map<string, Buffer>();
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const file = path.endsWith('/') ? `${path}index.html` : path;
    const kind = extname(file);
    let bytes = sent.get(file);
    if (bytes === undefined) {
      const raw = await readFile(join(folder, normalize(file)));
      bytes = COMPRESSED.has(kind) ? brotliCompressSync(raw) : raw;
      sent.set(file, bytes);
    }
    response.setHeader('content-type', TYPES[kind] ?? 'application/octet-stream');
    if (COMPRESSED.has(kind)) response.setHeader('content-encoding', 'br');
    // As GitHub Pages sends it with everything.
    response.setHeader('cache-control', 'max-age=600');
    response.end(bytes);
    onSent(file, bytes.length);
  };
  const server = createServer((request, response) => {
    if (request.method !== 'GET') {
      request.resume();
      response.end('{}');
      return;
    }
    answer(new URL(request.url ?? '/', 'http://bench').pathname, response).catch(() => {
      response.statusCode = 404;
      response.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
