/** A proxy in front of a hub whose answers go wrong on the wire, below what a response can say. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** Sends the bytes of a file in its own way; the headers of the hub come along. */
type LineMood = (bytes: Buffer, headers: Record<string, string>, outgoing: ServerResponse) => unknown;

const PIECE = 500;

/** Piece by piece, each when the one before is out, so that many loops of the machine lie between. */
async function drip(bytes: Buffer, outgoing: ServerResponse): Promise<void> {
  for (let at = 0; at < bytes.length && !outgoing.destroyed; at += PIECE) {
    outgoing.write(bytes.subarray(at, at + PIECE));
    await setImmediate();
  }
}

const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);
const lengthOf = (bytes: Buffer) => ({ 'content-length': String(bytes.length) });

/** By what a person on the line would call them. */
export const lineMoods: Readonly<Record<string, LineMood>> = {
  'ends before the length that it named': (bytes, headers, outgoing) => {
    outgoing.writeHead(200, { ...headers, ...lengthOf(bytes) });
    outgoing.write(half(bytes), () => outgoing.destroy());
  },
  'names half of its length': (bytes, headers, outgoing) => {
    outgoing.writeHead(200, { ...headers, ...lengthOf(half(bytes)) });
    outgoing.write(bytes, () => outgoing.destroy());
  },
  'names twice its length, and ends': (bytes, headers, outgoing) => {
    outgoing.writeHead(200, { ...headers, 'content-length': String(bytes.length * 2) });
    outgoing.write(bytes, () => outgoing.destroy());
  },
  'drips, and is cut without an end': async (bytes, headers, outgoing) => {
    outgoing.writeHead(200, headers);
    await drip(half(bytes), outgoing);
    outgoing.destroy();
  },
  'drips half of it, and ends well': async (bytes, headers, outgoing) => {
    outgoing.writeHead(200, headers);
    await drip(half(bytes), outgoing);
    outgoing.end();
  },
  'is packed, and its end is missing': (bytes, headers, outgoing) => {
    const packed = gzipSync(bytes);
    const cut = packed.subarray(0, packed.length - 40);
    outgoing.writeHead(200, { ...headers, 'content-encoding': 'gzip', ...lengthOf(cut) });
    outgoing.end(cut);
  },
};

const well: LineMood = (bytes, headers, outgoing) =>
  outgoing.writeHead(200, { ...headers, ...lengthOf(bytes) }).end(bytes);

export interface BrokenLine {
  origin: string;
  /** From now on answers of 200 that are meant go wrong so. Gives how many did. */
  goWrong(mood: LineMood, isMeant: (path: string) => boolean): () => number;
  /** From now on all is as it should be, but drips: it takes as long as a slow line does. */
  drip(): void;
  close(): Promise<void>;
}

export async function openBrokenLine(hub: string): Promise<BrokenLine> {
  let now: { mood: LineMood; isMeant: (path: string) => boolean } = { mood: well, isMeant: Boolean };
  let wrong = 0;
  const server = createServer((incoming, outgoing) => {
    const path = decodeURI(incoming.url ?? '/');
    void (async () => {
      const response = await fetch(hub + (incoming.url ?? '/'), { redirect: 'manual' });
      const bytes = Buffer.from(await response.arrayBuffer());
      const headers = Object.fromEntries(response.headers);
      // Of the way from the hub to here.
      for (const name of ['content-length', 'content-encoding', 'transfer-encoding', 'connection', 'etag'])
        delete headers[name];
      if (response.status !== 200) return outgoing.writeHead(response.status, headers).end(bytes);
      if (!now.isMeant(path)) return well(bytes, headers, outgoing);
      if (now.mood !== well) wrong += 1;
      return now.mood(bytes, headers, outgoing);
    })().catch(() => outgoing.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    goWrong(mood, isMeant) {
      wrong = 0;
      now = { mood, isMeant };
      return () => wrong;
    },
    drip() {
      now = {
        mood: async (bytes, headers, outgoing) => {
          outgoing.writeHead(200, headers);
          await drip(bytes, outgoing);
          outgoing.end();
        },
        isMeant: Boolean,
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
