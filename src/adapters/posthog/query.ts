import { isRecord } from '../../library/is-record.ts';
import type { QueryValue } from '../../hogql/printer.ts';
import { UserError } from '../../library/user-error.ts';
import type { StoreValue } from '../../usage/event-store.ts';
import type { Posthog, PosthogReply } from './api.ts';
import { explainRefusal } from './refusal.ts';

/** How many questions PostHog answers at the same time for a project. */
export const MAX_PARALLEL_QUERIES = 3;

/** Pauses between looks at a question that PostHog took to the background, and when nobody looks any more. */
const POLL_MS = 500;
const MAX_POLL_MS = 5000;
const POLL_LIMIT_MS = 180_000;

/** Columns and rows that PostHog gave. */
interface PosthogTable {
  columns: string[];
  rows: StoreValue[][];
  /** The time zone of the project, whose clocks decided what a day is. */
  zone: string | undefined;
}

/**
 * Asks a question in HogQL and gives its table. PostHog's cache is passed by, as `now` in a text does not do it; a
 * question that PostHog takes to the background is waited for. Rejects with a UserError.
 */
export async function queryPosthog(
  posthog: Posthog,
  hogql: string,
  values: Readonly<Record<string, QueryValue | readonly QueryValue[]>>,
): Promise<PosthogTable> {
  const first = await posthog.send({
    method: 'POST',
    path: 'query/',
    body: { query: { kind: 'HogQLQuery', query: hogql, values }, refresh: 'force_blocking' },
    what: 'the question',
    mayRepeat: true,
  });
  const status = statusOf(first.body);
  if (status === undefined || status['complete'] === true) return readTable(posthog, first);
  return waitForTable(posthog, String(status['id']));
}

async function waitForTable(posthog: Posthog, id: string): Promise<PosthogTable> {
  const path = `query/${encodeURIComponent(id)}/`;
  const look = { path, what: 'the question', mayRepeat: true } as const;
  let pause = POLL_MS;
  for (let waited = 0; waited < POLL_LIMIT_MS; waited += pause, pause = Math.min(pause * 2, MAX_POLL_MS)) {
    await posthog.wait(pause);
    const reply = await posthog.send({ method: 'GET', ...look });
    if (statusOf(reply.body)?.['complete'] === true) return readTable(posthog, reply);
  }
  // Whether it could be called off changes nothing for who asked.
  await posthog.send({ method: 'DELETE', ...look }).catch(() => undefined);
  throw new UserError(
    `PostHog did not finish the question within ${String(POLL_LIMIT_MS / 60_000)} minutes.`,
    'Run it again when PostHog is less busy.',
  );
}

/** The table of an answer; that of a question from the background stands inside its status. */
function readTable({ settings }: Posthog, { status, body }: PosthogReply): PosthogTable {
  const progress = statusOf(body);
  if (progress?.['error'] === true) throw explainRefusal(status, body, { ...settings, what: 'the question' });
  const inside = isRecord(progress?.['results']) ? progress['results'] : body;
  if (isTable(inside)) {
    const { columns, results: rows, timezone } = inside;
    return { columns, rows, zone: typeof timezone === 'string' ? timezone : undefined };
  }
  throw new UserError(
    'PostHog answered the question in a shape that the hub does not know.',
    'Update the hub, or PostHog if it is your own.',
  );
}

function isTable(
  value: unknown,
): value is { columns: string[]; results: StoreValue[][]; timezone?: unknown } {
  if (!isRecord(value)) return false;
  const { columns, results } = value;
  return (
    Array.isArray(columns) &&
    columns.every((name) => typeof name === 'string') &&
    Array.isArray(results) &&
    results.every((row) => Array.isArray(row) && row.length === columns.length)
  );
}

function statusOf(body: unknown): Record<string, unknown> | undefined {
  const status = isRecord(body) ? body['query_status'] : undefined;
  return isRecord(status) ? status : undefined;
}
