import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export const FAKE_KEY = 'phx_secret_of_this_test';
const FAKE_PROJECT = '12';

/** All that a key can be allowed to do for the hub. */
const ALL_SCOPES = ['project:read', 'query:read', 'dashboard:write', 'insight:write', 'annotation:write'];

export interface FakeItem {
  [name: string]: unknown;
  id: number;
}

export interface FakeTable {
  columns: string[];
  results: unknown[][];
  /** The project's; an answer without it does not say. */
  timezone?: string;
}

interface FakeReply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A request as it arrived; `key` is left out. */
interface FakeCall {
  method: string;
  /** Below the project, with its search. */
  path: string;
  body: Record<string, unknown>;
}

/** What a test may bend: what is answered to a question, and what goes wrong. */
export interface FakeFaults {
  scopes: string[];
  /** Plans without tags drop them and give none. */
  hasTags: boolean;
  pageSize: number;
  /** The project's. */
  timezone: string;
  /** How long an answer takes. */
  delayMs: number;
  /** `next` as a PostHog behind a proxy writes it: with an address that only it knows. */
  nextHost: string | undefined;
  answer: (hogql: string, values: Record<string, unknown>) => FakeTable | FakeReply;
  /** Gives the questions to the background, done at the look of this number. */
  pollsUntilDone: number;
  /** Asked before anything else; undefined goes on as usual. */
  interfere: (call: FakeCall) => FakeReply | undefined;
}

export interface FakePosthog extends FakeFaults {
  url: string;
  calls: FakeCall[];
  dashboards: FakeItem[];
  insights: FakeItem[];
  annotations: FakeItem[];
  /** Most questions that were open at the same time. */
  mostAtOnce: number;
  close: () => Promise<void>;
}

/** Fields that PostHog takes; a misspelt one would be dropped there without a word, and is refused here. */
const FIELDS: Record<string, readonly string[]> = {
  dashboards: ['name', 'description', 'tags', 'pinned', 'deleted'],
  insights: ['name', 'description', 'tags', 'query', 'dashboards', 'saved', 'deleted'],
  annotations: ['content', 'date_marker', 'scope', 'creation_type', 'deleted'],
};
const SCOPES: Record<string, string> = {
  '': 'project',
  query: 'query',
  dashboards: 'dashboard',
  insights: 'insight',
  annotations: 'annotation',
};
const QUERY_FIELDS = new Set(['query', 'refresh', 'name', 'client_query_id']);

function refuse(status: number, type: string, code: string, detail: string): FakeReply {
  return { status, body: { type, code, detail, attr: null } };
}

function invalid(code: string, detail: string): FakeReply {
  return refuse(400, 'validation_error', code, detail);
}

/** A PostHog as far as the hub talks to it: same addresses, shapes and refusals, and stricter about fields. */
export async function startFakePosthog(moods: Partial<FakeFaults> = {}): Promise<FakePosthog> {
  let lastId = 100;
  let open = 0;
  const background = new Map<string, { table: FakeTable | FakeReply; looks: number }>();

  function isAllowed(scope: string): boolean {
    return fake.scopes.includes(scope) || fake.scopes.includes(scope.replace(':read', ':write'));
  }

  async function route(request: IncomingMessage, body: Record<string, unknown>): Promise<FakeReply> {
    const { pathname, search } = new URL(request.url ?? '', fake.url);
    const [, project = '', path = ''] = /^\/api\/projects\/(\w+)\/(.*)$/.exec(pathname) ?? [];
    const call = { method: request.method ?? '', path: path + search, body };
    fake.calls.push(call);
    const mood = fake.interfere(call);
    if (mood !== undefined) return mood;
    if (request.headers.authorization !== `Bearer ${FAKE_KEY}`)
      return refuse(401, 'authentication_error', 'authentication_failed', 'Personal API key is invalid.');
    if (project !== FAKE_PROJECT) return refuse(404, 'invalid_request', 'not_found', 'Project not found.');
    const [list = '', id = '', end] = path.split('/');
    const object = SCOPES[list];
    if (object === undefined || (id !== '' && end !== ''))
      return refuse(404, 'invalid_request', 'not_found', 'Endpoint not found.');
    const isRead = list === 'query' || call.method === 'GET';
    const scope = `${object}:${isRead ? 'read' : 'write'}`;
    if (!isAllowed(scope))
      return refuse(
        403,
        'permission_denied',
        'permission_denied',
        `API key missing required scope '${scope}'`,
      );
    if (list === '') return answerProject(call);
    return list === 'query' ? answerQuery(call, id) : answerItems(list, call, id);
  }

  /** What every `ProjectBackwardCompat` has of names and clocks, by PostHog's schema of its API. */
  function answerProject({ method }: FakeCall): FakeReply {
    if (method !== 'GET')
      return refuse(405, 'invalid_request', 'method_not_allowed', `Method "${method}" not allowed.`);
    const { timezone } = fake;
    const body = { id: Number(FAKE_PROJECT), name: 'Default project', timezone, week_start_day: null };
    return { status: 200, body };
  }

  function answerQuery({ method, body }: FakeCall, id: string): FakeReply {
    if (method === 'GET') return look(id);
    if (method === 'DELETE') return { status: 200, body: { message: 'Query cancelled' } };
    const unknown = Object.keys(body).find((name) => !QUERY_FIELDS.has(name));
    if (unknown !== undefined) return invalid('invalid_input', `Unknown field ${unknown}`);
    const { kind, query, values, ...rest } = body['query'] as Record<string, unknown>;
    if (kind !== 'HogQLQuery' || typeof query !== 'string' || Object.keys(rest).length > 0)
      return invalid('invalid_input', 'Not a HogQLQuery.');
    if (body['refresh'] !== 'force_blocking')
      return invalid('cached', 'This answer would come from a cache.');
    if (/\boffset\b/i.test(query))
      return invalid('hogql_query_error', 'OFFSET is not supported with API keys.');
    const table = fake.answer(query, (values ?? {}) as Record<string, unknown>);
    if (fake.pollsUntilDone === 0)
      return 'status' in table ? table : { status: 200, body: wrap(query, table) };
    const name = `q${String(++lastId)}`;
    background.set(name, { table, looks: fake.pollsUntilDone });
    return { status: 202, body: { query_status: { id: name, complete: false, error: false } } };
  }

  function look(id: string): FakeReply {
    const waiting = background.get(id);
    if (waiting === undefined) return refuse(404, 'invalid_request', 'not_found', 'Query not found.');
    waiting.looks -= 1;
    if (waiting.looks > 0)
      return { status: 202, body: { query_status: { id, complete: false, error: false } } };
    const { table } = waiting;
    if (!('status' in table))
      return { status: 200, body: { query_status: { id, complete: true, results: wrap('', table) } } };
    const { detail } = table.body as { detail: string };
    return {
      status: 400,
      body: { query_status: { id, complete: true, error: true, error_message: detail } },
    };
  }

  function wrap(query: string, { columns, results, timezone }: FakeTable) {
    return {
      results,
      columns,
      types: [],
      hogql: query,
      query,
      is_cached: false,
      query_status: null,
      timezone,
    };
  }

  function answerItems(list: string, { method, path, body }: FakeCall, id: string): FakeReply {
    const items = fake[list as 'dashboards' | 'insights' | 'annotations'];
    if (method === 'GET')
      return { status: 200, body: page(list, items, new URLSearchParams(path.split('?')[1])) };
    const unknown = Object.keys(body).find((name) => !FIELDS[list]?.includes(name));
    if (unknown !== undefined) return invalid('invalid_input', `Unknown field ${unknown}`);
    if (String(body['content'] ?? '').length > 400)
      return invalid('max_length', 'Ensure this field has no more than 400 characters.');
    const fields = fake.hasTags && 'tags' in body ? body : { ...body, tags: undefined };
    if (method === 'POST') {
      const made = { tags: [], deleted: false, created_by: null, ...clean(fields), id: ++lastId };
      items.push(made);
      return { status: 201, body: made };
    }
    const item = items.find((one) => String(one.id) === id && one['deleted'] !== true);
    if (item === undefined) return refuse(404, 'invalid_request', 'not_found', 'Not found.');
    Object.assign(item, clean(fields));
    return { status: 200, body: item };
  }

  function page(list: string, items: readonly FakeItem[], query: URLSearchParams) {
    const there = items.filter((item) => item['deleted'] !== true);
    const size = Math.min(fake.pageSize, Number(query.get('limit') ?? 100));
    const from = Number(query.get('offset') ?? 0);
    query.set('offset', String(from + size));
    const next = `${fake.nextHost ?? fake.url}/api/projects/${FAKE_PROJECT}/${list}/?${query.toString()}`;
    return {
      count: there.length,
      next: from + size < there.length ? next : null,
      previous: null,
      results: there.slice(from, from + size),
    };
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      open += 1;
      fake.mostAtOnce = Math.max(fake.mostAtOnce, open);
      void route(request, text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)).then(
        async (reply) => {
          await sleep(fake.delayMs);
          open -= 1;
          if (reply.status === 0) return request.socket.destroy();
          response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
          return response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
        },
      );
    });
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const fake: FakePosthog = {
    scopes: [...ALL_SCOPES],
    hasTags: true,
    pageSize: 100,
    timezone: 'UTC',
    delayMs: 0,
    nextHost: undefined,
    answer: () => ({ columns: [], results: [] }),
    pollsUntilDone: 0,
    interfere: () => undefined,
    ...moods,
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    calls: [],
    dashboards: [],
    insights: [],
    annotations: [],
    mostAtOnce: 0,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return fake;
}

function clean(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The settings with which a command asks this PostHog. */
export function posthogEnv(url: string, changes: Record<string, string> = {}): Record<string, string> {
  return {
    POSTHOG_HOST: url,
    POSTHOG_PROJECT_ID: FAKE_PROJECT,
    POSTHOG_PERSONAL_API_KEY: FAKE_KEY,
    ...changes,
  };
}
