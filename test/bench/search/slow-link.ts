import { createConnection, createServer, type Socket } from 'node:net';

export interface Link {
  origin: string;
  close(): Promise<void>;
}

/** A link's speed downwards and the time that a byte takes there and back. */
export interface LinkTraits {
  kbitPerSecond: number;
  roundTripMs: number;
}

const PACKET_BYTES = 1460;

/**
 * Puts a slow line before a server: each way takes half of the round trip, and what comes down shares one line however many
 * connections and workers ask. A browser's own throttling would leave workers out.
 */
export async function openSlowLink(
  target: string,
  { kbitPerSecond, roundTripMs }: LinkTraits,
): Promise<Link> {
  const { port, hostname } = new URL(target);
  const sockets = new Set<Socket>();
  const bytesPerMs = kbitPerSecond / 8;
  let freeAt = 0;
  const server = createServer((near) => {
    const far = createConnection(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    const up = createDelay((chunk) => far.write(chunk));
    const down = createDelay((chunk) => near.write(chunk));
    near.on('data', (chunk: Buffer) => up.send(chunk, performance.now() + roundTripMs / 2));
    far.on('data', (chunk: Buffer) => {
      for (let from = 0; from < chunk.length; from += PACKET_BYTES) {
        const packet = chunk.subarray(from, from + PACKET_BYTES);
        freeAt = Math.max(freeAt, performance.now()) + packet.length / bytesPerMs;
        down.send(packet, freeAt + roundTripMs / 2);
      }
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the link has no port');
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Hands packets on when their time has come, in the order in which they were sent. */
function createDelay(deliver: (packet: Buffer) => void): { send(packet: Buffer, at: number): void } {
  const waiting: { packet: Buffer; at: number }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pump = (): void => {
    timer = undefined;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const left = next.at - performance.now();
      if (left > 0.5) {
        timer = setTimeout(pump, left);
        return;
      }
      waiting.shift();
      deliver(next.packet);
    }
  };
  return {
    send(packet, at) {
      waiting.push({ packet, at });
      if (timer === undefined) pump();
    },
  };
}
