import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BodySpec } from './body-reading.ts';
import type { BodyReply } from './body-worker.ts';

/** Large bodies that may wait for their turn. Each takes up to a second. */
const MAX_WAITING = 16;
/** Most memory that reading one may take, in MB: what needs more was made to. */
const MAX_HEAP_MB = 512;

/** Reads a large body, beside everything else that the hub does. Resolves to why not when there are too many of them. */
export type ReadLarge = (spec: BodySpec) => Promise<BodyReply>;

/**
 * A thread for large bodies: half a second of unpacking and parsing in the thread that answers everybody is half a second
 * in which nobody is answered. They wait for each other, so that many of them take no more memory than one.
 */
export function createBodyThread(): ReadLarge {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function read(spec: BodySpec): Promise<BodyReply> {
    worker ??= new Worker(new URL('./body-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    const used = worker;
    used.ref();
    try {
      const answered = once(used, 'message');
      used.postMessage(spec);
      const [reply] = (await answered) as [BodyReply];
      used.unref();
      return reply;
    } catch (error) {
      worker = undefined;
      void used.terminate();
      const isTooMuch =
        error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (isTooMuch) return { refusal: 'body-too-large' };
      throw error;
    }
  }

  return (spec) => {
    if (waiting >= MAX_WAITING) return Promise.resolve({ refusal: 'too-many-waiting' });
    waiting += 1;
    const reply = last.then(() => read(spec)).finally(() => (waiting -= 1));
    last = reply.catch(() => undefined);
    return reply;
  };
}
