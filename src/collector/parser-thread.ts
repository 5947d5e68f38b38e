import { Worker } from 'node:worker_threads';
import { HogqlError, queryError } from '../hogql/hogql-error.ts';
import type { ParseHogql } from '../hogql/parse.ts';
import type { ParserReply } from './parser-worker.ts';

/** Longest that one text may take to be parsed. */
const PARSE_TIMEOUT_MS = 5000;

function openWorker(): Worker {
  const worker = new Worker(new URL('./parser-worker.ts', import.meta.url));
  // An idle thread keeps no command from ending.
  worker.unref();
  return worker;
}

/**
 * PostHog's parser in a thread of its own. It backtracks, so that a short hostile text can keep it busy for minutes:
 * here it neither holds up the events that arrive meanwhile nor lives longer than five seconds.
 */
export function createParserThread(timeoutMs: number = PARSE_TIMEOUT_MS): ParseHogql {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function ask(text: string): Promise<ParserReply> {
    worker ??= openWorker();
    const asked = worker;
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        asked.off('message', answered).off('error', failed);
      };
      const answered = (reply: ParserReply) => {
        finish();
        resolve(reply);
      };
      const failed = (error: Error) => {
        finish();
        worker = undefined;
        reject(error);
      };
      const timer = setTimeout(() => {
        finish();
        worker = undefined;
        void asked.terminate();
        reject(queryError('The query takes too long to be read. Make it simpler.'));
      }, timeoutMs);
      asked.on('message', answered).on('error', failed);
      asked.postMessage(text);
    });
  }

  return (text) => {
    // One text at a time, so that the time of one is not counted against the next.
    const reply = last.then(() => ask(text));
    last = reply.catch(() => undefined);
    return reply.then((answer) => {
      if ('tree' in answer) return answer.tree;
      throw new HogqlError(answer.code, answer.message);
    });
  };
}
