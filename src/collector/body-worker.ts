/** The thread in which large bodies are read, one after the other. */
import { parentPort } from 'node:worker_threads';
import { readBody, type BodySpec, type TakenBody } from './body-reading.ts';
import { MAX_BODY_BYTES } from './call.ts';
import type { Refusal } from './health.ts';

/** What the thread says to a body: the lines come as bytes, which change hands and are not copied. */
export type BodyReply =
  { refusal: Refusal } | (Omit<TakenBody, 'lines'> & { lines: Uint8Array<ArrayBuffer> });

const encoder = new TextEncoder();

parentPort?.on('message', (spec: BodySpec) => {
  const read = readBody(spec, MAX_BODY_BYTES);
  if ('refusal' in read) return parentPort?.postMessage(read);
  const lines = encoder.encode(read.lines);
  parentPort?.postMessage({ ...read, lines } satisfies BodyReply, [lines.buffer]);
});
