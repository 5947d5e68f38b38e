import { connect, type Socket } from 'node:net';
import type { WireBody } from './wire-bodies.ts';

/** What came of sending for a while. */
export interface Sent {
  /** Events answered with 200. */
  acknowledged: number;
  /** Answers other than 200, by status. */
  refused: Record<number, number>;
  seconds: number;
  /** Milliseconds until the answer, of every request. */
  latenciesMs: number[];
}

/** When and how much is sent. */
export interface Load {
  url: string;
  path: string;
  connections: number;
  /** The slice ends after this time, or when all bodies are sent. */
  durationMs: number;
  /** Requests per second over all connections; as fast as answers come when left out. */
  requestsPerSecond?: number;
  /** Told of each acknowledged request. */
  onAcknowledged?: (body: WireBody) => void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** One answer at the front of what a socket gave; undefined when it is not whole yet. */
function readAnswer(received: Buffer): { status: number; length: number } | undefined {
  const end = received.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const bodyBytes = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  let length = end + HEAD_END.length;
  if (bodyBytes !== undefined) length += Number(bodyBytes);
  else if (/\r\ntransfer-encoding: chunked/i.test(head)) {
    const last = received.indexOf('0\r\n\r\n', end);
    if (last < 0) return undefined;
    length = last + 5;
  }
  return received.length < length ? undefined : { status: Number(head.slice(9, 12)), length };
}

function openSocket(url: URL): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

/** Sends one request and waits for its answer. Rejects when the connection ends first. */
function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    if (socket.destroyed) return reject(new Error('The connection had ended.'));
    let received: Buffer = Buffer.alloc(0);
    const finish = () => {
      socket.off('data', take).off('close', lost).off('error', lost);
    };
    const lost = () => {
      finish();
      reject(new Error('The connection ended before the answer.'));
    };
    const take = (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const answer = readAnswer(received);
      if (answer === undefined) return;
      finish();
      resolve(answer.status);
    };
    socket.on('data', take).on('close', lost).on('error', lost);
    socket.write(request);
  });
}

/**
 * Sends bodies over keep-alive connections, one request at a time on each, and measures. Plain sockets, so that
 * as little as possible of the machine goes to the side that asks. A lost connection ends its share quietly.
 */
export async function sendLoad(bodies: readonly WireBody[], load: Load): Promise<Sent> {
  const url = new URL(load.url);
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => openSocket(url)));
  const sent: Sent = { acknowledged: 0, refused: {}, seconds: 0, latenciesMs: [] };
  const began = performance.now();
  let next = 0;
  const run = async (socket: Socket) => {
    for (;;) {
      const at = next;
      const body = bodies[at];
      if (body === undefined) return;
      next += 1;
      // A request that is due later is measured from when it was due, so that a stall counts for all it held up.
      const due =
        load.requestsPerSecond === undefined ? undefined : began + (at * 1000) / load.requestsPerSecond;
      if (due !== undefined && due > performance.now())
        await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      if (performance.now() - began >= load.durationMs) return;
      const head = `POST ${load.path} HTTP/1.1\r\nhost: ${url.host}\r\n${body.headers}\r\ncontent-length: ${String(body.bytes.length)}\r\n\r\n`;
      const start = due ?? performance.now();
      const status = await exchange(socket, Buffer.concat([Buffer.from(head), body.bytes]));
      sent.latenciesMs.push(performance.now() - start);
      if (status === 200) {
        sent.acknowledged += body.events;
        load.onAcknowledged?.(body);
      } else sent.refused[status] = (sent.refused[status] ?? 0) + 1;
    }
  };
  await Promise.allSettled(sockets.map(run));
  sent.seconds = (performance.now() - began) / 1000;
  for (const socket of sockets) socket.on('error', () => undefined).destroy();
  return sent;
}

/** The value below which a share of all values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
