/**
 * The thread in which HogQL is parsed. Once it has loaded it says so; then a text comes in, its tree or what is wrong
 * with it goes out.
 */
import { parentPort } from 'node:worker_threads';
import { HogqlError, type HogqlErrorCode } from '../hogql/hogql-error.ts';
import { openHogqlParser } from '../hogql/parse.ts';
import type { QueryNode } from '../hogql/syntax.ts';

/** What the thread says to a text. */
export type ParserReply = { tree: QueryNode } | { code: HogqlErrorCode; message: string };

const parse = openHogqlParser();
await parse('SELECT 1');

async function reply(text: string): Promise<ParserReply> {
  try {
    return { tree: await parse(text) };
  } catch (error) {
    if (error instanceof HogqlError) return { code: error.code, message: error.message };
    throw error;
  }
}

parentPort?.on('message', (text: string) => {
  void reply(text).then((answer) => parentPort?.postMessage(answer));
});
parentPort?.postMessage('loaded');
