import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { HogqlError, queryError } from '../hogql/hogql-error.ts';
import type { ParseHogql } from '../hogql/parse.ts';
import type { ParserReply } from './parser-worker.ts';

/** Longest that the thread may work on one text. */
const PARSE_TIMEOUT_MS = 5000;
/** On a busy machine it waits for a processor meanwhile: that is no fault of the text, up to so many times as long. */
const PATIENCE = 6;
/** How soon after a look the next one is at the earliest. */
const LOOK_AGAIN_MS = 100;

/** A thread, and when it has loaded: on a busy machine that takes its time, which is no fault of the first text. */
interface Opened {
  worker: Worker;
  loaded: Promise<unknown>;
}

function openWorker(): Opened {
  const worker = new Worker(new URL('./parser-worker.ts', import.meta.url));
  return { worker, loaded: once(worker, 'message') };
}

/** Resolves once a thread has worked for so long, or the patience with it is over. Rejects when it is called off. */
async function waitForWork(worker: Worker, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const { user, system } = await worker.cpuUsage();
  const began = performance.now();
  for (let left = timeoutMs; left > 0;) {
    await setTimeout(Math.max(left, LOOK_AGAIN_MS), undefined, { signal, ref: false });
    const now = await worker.cpuUsage();
    const worked = (now.user - user + now.system - system) / 1000;
    left = performance.now() - began > PATIENCE * timeoutMs ? 0 : timeoutMs - worked;
  }
}

/**
 * PostHog's parser in a thread of its own. It backtracks, so that a short hostile text can keep it busy for minutes:
 * here it neither holds up the events that arrive meanwhile nor lives longer than five seconds.
 */
export function createParserThread(timeoutMs: number = PARSE_TIMEOUT_MS): ParseHogql {
  let opened: Opened | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function parseInThread(text: string): Promise<ParserReply> {
    opened ??= openWorker();
    const { worker, loaded } = opened;
    const overdue = new AbortController();
    const ended = new AbortController();
    worker.ref();
    try {
      await loaded;
      const answered = once(worker, 'message', { signal: overdue.signal });
      waitForWork(worker, timeoutMs, ended.signal).then(
        () => overdue.abort(),
        () => undefined,
      );
      worker.postMessage(text);
      const [reply] = (await answered) as [ParserReply];
      // An idle thread keeps no command from ending.
      worker.unref();
      return reply;
    } catch (error) {
      opened = undefined;
      void worker.terminate();
      throw overdue.signal.aborted
        ? queryError('The query takes too long to be read. Make it simpler.')
        : error;
    } finally {
      ended.abort();
    }
  }

  return (text) => {
    // One text at a time, so that the time of one is not counted against the next.
    const reply = last.then(() => parseInThread(text));
    last = reply.catch(() => undefined);
    return reply.then((answer) => {
      if ('tree' in answer) return answer.tree;
      throw new HogqlError(answer.code, answer.message);
    });
  };
}
