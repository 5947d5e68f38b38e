import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { HogqlError, queryError } from '../hogql/hogql-error.ts';
import type { ParseHogql } from '../hogql/parse.ts';
import type { ParserReply } from './parser-worker.ts';

/** Longest that one text may take to be parsed. */
const PARSE_TIMEOUT_MS = 5000;

/** A thread, and when it has loaded: on a busy machine that takes its time, which is no fault of the first text. */
interface Opened {
  worker: Worker;
  loaded: Promise<unknown>;
}

function openWorker(): Opened {
  const worker = new Worker(new URL('./parser-worker.ts', import.meta.url));
  return { worker, loaded: once(worker, 'message') };
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
    let overdue: AbortSignal | undefined;
    worker.ref();
    try {
      await loaded;
      overdue = AbortSignal.timeout(timeoutMs);
      const answered = once(worker, 'message', { signal: overdue });
      worker.postMessage(text);
      const [reply] = (await answered) as [ParserReply];
      // An idle thread keeps no command from ending.
      worker.unref();
      return reply;
    } catch (error) {
      opened = undefined;
      void worker.terminate();
      throw overdue?.aborted === true
        ? queryError('The query takes too long to be read. Make it simpler.')
        : error;
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
