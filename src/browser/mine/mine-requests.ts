/** What this browser asked for: remembered when it is, and looked up again by the home page. No server hears who asked. */
import {
  addRequest,
  dropRequest,
  findWhatCame,
  parseRequests,
  withSeen,
  type ReaderRequest,
  type RequestHit,
} from '../../reader/requests/requests.ts';
import { openSearchClient } from '../search/search-client.ts';
import { startSearchWorker } from '../search/search-start.ts';
import { readStoredJson, writeStored } from '../storage.ts';
import { readToday } from '../today.ts';
import { mineKeys } from './mine-store.ts';

/** More than stand first: those below tell which of its words the hub knows, and one may be called by them. */
const LIMIT = 10;

export function readRequests(): ReaderRequest[] {
  return parseRequests(readStoredJson(mineKeys.requests));
}

function writeRequests(requests: readonly ReaderRequest[]): void {
  writeStored(mineKeys.requests, JSON.stringify(requests));
}

/** Remembers a request, and what the hub has for it now. */
export async function rememberRequest(words: string): Promise<void> {
  writeRequests(addRequest(readRequests(), { words, day: readToday() }));
  await lookUpRequests();
}

export function forgetRequest(words: string): void {
  writeRequests(dropRequest(readRequests(), words));
}

/**
 * Looks all requests up, and gives those that a page came for. Of one that was never looked up, what is there now is what
 * was there. Rejects when the search cannot be read.
 */
export async function lookUpRequests(): Promise<{ words: string; hit: RequestHit }[]> {
  const came: { words: string; hit: RequestHit }[] = [];
  if (readRequests().length === 0) return came;
  const worker = startSearchWorker();
  try {
    for (const request of readRequests()) {
      const answer = await askOnce(worker, request.words);
      if (request.seen === undefined) {
        writeRequests(
          readRequests().map((each) => (each.words === request.words ? withSeen(each, answer) : each)),
        );
        continue;
      }
      const hit = findWhatCame(request, answer);
      if (hit !== undefined) came.push({ words: request.words, hit });
    }
  } finally {
    worker.terminate();
  }
  return came;
}

type Answer = Parameters<Parameters<typeof openSearchClient>[0]['answered']>[0];

function askOnce(worker: Worker, typed: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const client = openSearchClient(
    {
      answered: (answer) => {
        if (!answer.isBrief) resolve(answer);
      },
      failed: () => reject(new Error('The search could not be read.')),
    },
    worker,
  );
  client.search({ typed, facets: {}, countFacets: [], limit: LIMIT });
  return promise;
}
