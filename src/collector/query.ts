import { openCodeCache } from '../adapters/code-cache.ts';
import { openHogqlCompiler, type CompiledQuery } from '../hogql/compile.ts';
import type { PrintOptions, QueryValue } from '../hogql/printer.ts';
import { isSameZone } from '../library/time-zone.ts';
import { UserError } from '../library/user-error.ts';
import type { EventStore, Lane, StoreTable, StoreValue } from '../usage/event-store.ts';
import { eventPropertyTypes } from '../usage/events.ts';
import { keepTrees } from './kept-trees.ts';
import { createParserThread } from './parser-thread.ts';

/** What a question gives: PostHog's `columns` and `results`. */
interface QueryTable {
  columns: string[];
  rows: StoreValue[][];
  /** The time zone whose clocks decided what a day is; undefined where the source does not say. */
  zone?: string | undefined;
}

/** Asks one question in HogQL, with the values of its placeholders. Rejects with a sentence when there is no answer. */
export type RunQuery = (
  hogql: string,
  values: Readonly<Record<string, QueryValue | readonly QueryValue[]>>,
) => Promise<QueryTable>;

const declared = eventPropertyTypes();
/** One for the process, so that every text is parsed once. The parser's thread starts with the first question. */
const compile = openHogqlCompiler(keepTrees(createParserThread(), openCodeCache(process.env)));

/** Compiles and runs a text, giving the table and what was compiled. Rejects with a HogqlError or a StoreError. */
export async function queryStoreTable(
  store: EventStore,
  hogql: string,
  values: Parameters<RunQuery>[1],
  nowMs: number,
  { filters = {}, lane = 'asked', zone }: Pick<PrintOptions, 'filters' | 'zone'> & { lane?: Lane } = {},
): Promise<{ table: StoreTable; compiled: CompiledQuery }> {
  const now = new Date(nowMs).toISOString();
  const clocks = isSameZone(zone) ? {} : { zone };
  const compiled = await compile(hogql, { values, declared, now, filters, ...clocks });
  return { table: await store.query(compiled.sql, compiled.values, lane), compiled };
}

/** Asks a store that this process has open. Days are those of a time zone; none is UTC. */
export function createStoreQuery(
  store: EventStore,
  clock: () => number,
  options: { zone?: string | undefined; lane?: Lane } = {},
): RunQuery {
  return async (hogql, values) => {
    const { table, compiled } = await queryStoreTable(store, hogql, values, clock(), options);
    const limit = compiled.paged?.limit ?? table.rows.length;
    const { zone = 'UTC' } = options;
    return { columns: compiled.columns.map(({ name }) => name), rows: table.rows.slice(0, limit), zone };
  };
}

/** Longest that one question may take over HTTP: PostHog's queue and its own limit. */
const HTTP_TIMEOUT_MS = 60_000;

function isAnswer(
  value: unknown,
): value is { columns: string[]; results: StoreValue[][]; timezone?: string } {
  const answer = value as { columns?: unknown; results?: unknown } | null;
  return Array.isArray(answer?.columns) && Array.isArray(answer.results);
}

/**
 * Asks a running collector, or PostHog, over its query API. Rejects with a UserError when there is no answer.
 *
 * @param url of the app, such as `http://127.0.0.1:4321`
 * @param key one that may read queries
 */
export function createHttpQuery(url: string, key: string, projectId = '1'): RunQuery {
  const address = `${url.replace(/\/$/, '')}/api/projects/${encodeURIComponent(projectId)}/query/`;
  return async (hogql, values) => {
    let response: Response;
    try {
      response = await fetch(address, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          query: { kind: 'HogQLQuery', query: hogql, values },
          refresh: 'force_blocking',
        }),
        signal: AbortSignal.timeout(HTTP_TIMEOUT_MS),
      });
    } catch {
      throw new UserError(`No answer from ${url}.`, 'Is it running? Nothing was changed.');
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok && isAnswer(body))
      return { columns: body.columns, rows: body.results, zone: body.timezone };
    const detail = (body as { detail?: unknown } | undefined)?.detail;
    throw new UserError(
      `${url} does not answer the question (${String(response.status)})${typeof detail === 'string' ? `: ${detail}` : '.'}`,
      response.status === 401 ? 'Check the query key. Nothing was changed.' : 'Nothing was changed.',
    );
  };
}
