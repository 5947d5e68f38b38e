import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Published } from '../../../src/adapters/published-file.ts';
import { createCollector } from '../../../src/collector/collector.ts';
import { createMiddleware } from '../../../src/collector/middleware.ts';
import type { EventStore } from '../../../src/usage/event-store.ts';
import { NOW, openTemporaryStore, type TemporaryStore } from './event-store.ts';

export const TOKEN = 'phc_test';
export const QUERY_KEY = 'phx_test';

/** For what is answered in full to those alone who have the key. */
export const WITH_KEY = { headers: { authorization: `Bearer ${QUERY_KEY}` } };

export interface CollectorServer extends TemporaryStore {
  url: string;
  /** Rows of a HogQL text, asked over HTTP. */
  query: (hogql: string, values?: Record<string, unknown>) => Promise<unknown[][]>;
  health: () => Promise<{
    accepted: number;
    stored: number;
    duplicates: number;
    dropped: Record<string, number>;
    adjusted: Record<string, number>;
    refused: Record<string, number>;
  }>;
}

/** Asks the query endpoint as PostHog is asked. */
export function postQuery(
  url: string,
  body: unknown,
  key: string | undefined = QUERY_KEY,
): Promise<Response> {
  return fetch(`${url}/api/projects/1/query/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function failTest(error: unknown): never {
  throw error;
}

/**
 * Starts a collector on a free port over a store of its own, or over the store that is given.
 * `report` is told what the collector reports;
 * a body that takes longer than `maxBodyMs` is not waited for.
 */
export async function startCollector(
  given?: EventStore,
  report: (problem: string) => void = () => undefined,
  published?: () => Published,
  maxBodyMs?: number,
): Promise<CollectorServer> {
  const temporary = await openTemporaryStore();
  const collect = createCollector({
    store: given ?? temporary.store,
    clock: () => NOW,
    projectToken: TOKEN,
    queryKey: QUERY_KEY,
    report,
    published,
  });
  const answer = createMiddleware([collect], failTest, maxBodyMs);
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, () => outgoing.writeHead(404).end('not the collector'));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    ...temporary,
    url,
    async query(hogql, values = {}) {
      const response = await postQuery(url, { query: { kind: 'HogQLQuery', query: hogql, values } });
      const body = (await response.json()) as { results?: unknown[][]; detail?: string };
      if (body.results === undefined) throw new Error(`${String(response.status)} ${body.detail ?? ''}`);
      return body.results;
    },
    health: async () => (await (await fetch(`${url}/collector/health`, WITH_KEY)).json()) as never,
    async remove() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await temporary.remove();
    },
  };
}
