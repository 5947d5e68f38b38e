import { isRecord } from '../library/is-record.ts';
import { createHash, timingSafeEqual } from 'node:crypto';
import { HogqlError } from '../hogql/hogql-error.ts';
import type { QueryValue } from '../hogql/printer.ts';
import { StoreError, type EventStore } from '../usage/event-store.ts';
import { parseExactJson } from '../usage/wire/exact-json.ts';
import { readFilters } from './query-filters.ts';
import { queryStoreTable } from './query.ts';
import type { Call, Reply } from './call.ts';
import { replyJson } from './reply.ts';

/** Longest body of a question, in bytes. */
const MAX_QUESTION_BYTES = 1024 * 1024;

/** What the query route works with. */
export interface QueryParts {
  store: EventStore;
  queryKey: string;
  clock: () => number;
  /** The time zone of the company; none is UTC. */
  zone: string | undefined;
}

/** PostHog's error body (Django REST framework). */
function replyError(
  status: number,
  type: string,
  code: string,
  detail: string,
  attr: string | null = null,
): Reply {
  return replyJson(status, { type, code, detail, attr });
}

function invalid(detail: string, attr: string | null = null): Reply {
  return replyError(400, 'validation_error', 'invalid_input', detail, attr);
}

function isScalar(value: unknown): value is QueryValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Compares without telling by the time it takes how much of the key was right. */
function isKey(given: string, key: string): boolean {
  return timingSafeEqual(digest(given), digest(key));
}

/** Whether a request carries the query key, as PostHog takes it; undefined when it carries none. */
export function carriesKey(call: Call, queryKey: string): boolean | undefined {
  const given = /^Bearer (.+)$/.exec(call.header('authorization') ?? '')?.[1];
  return given === undefined ? undefined : isKey(given.trim(), queryKey);
}

function readValues(given: unknown): Record<string, QueryValue | QueryValue[]> | undefined {
  if (given === undefined || given === null) return {};
  if (!isRecord(given)) return undefined;
  const entries = Object.entries(given);
  const fine = entries.every(
    ([, value]) => isScalar(value) || (Array.isArray(value) && value.every(isScalar)),
  );
  return fine ? (Object.fromEntries(entries) as Record<string, QueryValue | QueryValue[]>) : undefined;
}

async function readQuestion(call: Call): Promise<Record<string, unknown> | undefined> {
  const bytes = await call.readBody();
  if (typeof bytes === 'string' || bytes.length > MAX_QUESTION_BYTES) return undefined;
  try {
    const body = parseExactJson(new TextDecoder().decode(bytes));
    return isRecord(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Answers `POST /api/projects/:id/query/` for HogQL texts in PostHog's shapes. Always fresh: nothing is cached. */
export async function replyToQuery(call: Call, parts: QueryParts): Promise<Reply> {
  const { store, queryKey, clock, zone } = parts;
  const isAllowed = carriesKey(call, queryKey);
  if (isAllowed === undefined)
    return replyError(
      401,
      'authentication_error',
      'not_authenticated',
      'Authentication credentials were not provided.',
    );
  if (!isAllowed)
    return replyError(401, 'authentication_error', 'authentication_failed', 'Personal API key is invalid.');
  if (call.method !== 'POST')
    return replyError(405, 'invalid_request', 'method_not_allowed', `Method "${call.method}" not allowed.`);

  const body = await readQuestion(call);
  if (body === undefined)
    return replyError(
      400,
      'validation_error',
      'parse_error',
      'The body is not a JSON object of at most 1 MB.',
    );
  const question = body['query'];
  if (!isRecord(question) || question['kind'] !== 'HogQLQuery')
    return invalid('This hub answers queries of the kind HogQLQuery.', 'query');
  const text = question['query'];
  if (typeof text !== 'string') return invalid('The text of the query is missing.', 'query');
  const values = readValues(question['values']);
  if (values === undefined)
    return invalid(
      'Values are texts, numbers, booleans or lists of them; a number beyond 9007199254740991 is passed as text.',
      'values',
    );

  const read = readFilters(question);
  if ('problem' in read) return invalid(read.problem, read.field);

  const started = performance.now();
  try {
    const { table, compiled } = await queryStoreTable(store, text, values, clock(), {
      filters: read.filters,
      zone,
    });
    const limit = compiled.paged?.limit;
    return replyJson(200, {
      results: limit === undefined ? table.rows : table.rows.slice(0, limit),
      columns: compiled.columns.map(({ name }) => name),
      types: compiled.columns.map(({ name, nullable, type: known }, index) => {
        const type = known ?? table.columns[index]?.type ?? 'String';
        return [name, nullable && !type.startsWith('Array') ? `Nullable(${type})` : type];
      }),
      hogql: text,
      query: text,
      ...(limit === undefined ? {} : { hasMore: table.rows.length > limit, limit, offset: 0 }),
      error: null,
      timings: [{ k: '.', t: (performance.now() - started) / 1000 }],
      modifiers: {},
      is_cached: false,
      last_refresh: new Date(clock()).toISOString(),
      timezone: zone ?? 'UTC',
      query_status: null,
      explain: null,
      metadata: null,
    });
  } catch (error) {
    if (error instanceof HogqlError) return replyError(400, 'validation_error', error.code, error.message);
    if (error instanceof StoreError && error.kind === 'question')
      return replyError(400, 'validation_error', 'hogql_query_error', `${error.message} ${error.hint}`);
    if (error instanceof StoreError)
      return replyError(503, 'server_error', 'error', `${error.message} ${error.hint}`);
    throw error;
  }
}
