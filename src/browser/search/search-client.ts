/** The page's side of the search worker. */
import type { ExplainedAnswer } from '../../search/query/explained.ts';
import type { FromWorker, SearchRequest, ToWorker } from './search-messages.ts';
import { startSearchWorker } from './search-start.ts';

export interface SearchClient {
  /** Asks; a request that is overtaken by the next is never answered. */
  search(request: Omit<SearchRequest, 'id'>): void;
}

export interface SearchReceiver {
  answered(answer: ExplainedAnswer, request: SearchRequest): void;
  /** The index could not be read: no network, or no index. */
  failed(): void;
}

/** Talks to a search worker: to the one given, or to one that it starts. */
export function openSearchClient(receiver: SearchReceiver, worker = startSearchWorker()): SearchClient {
  const send = (message: ToWorker): void => worker.postMessage(message);
  let last: SearchRequest | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (last === undefined || data.id !== last.id) return;
    if ('failed' in data) receiver.failed();
    else receiver.answered(data.answer, last);
  });
  worker.addEventListener('error', () => receiver.failed());
  return {
    search(request) {
      last = { id: (last?.id ?? 0) + 1, ...request };
      send(last);
    },
  };
}
