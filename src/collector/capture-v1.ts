/**
 * The newer way of PostHog's server libraries to send events (`rust/capture/src/v1` of PostHog): headers say who sends and
 * when, and the answer says of each event what became of it.
 */
import { readTime } from '../usage/wire/read-time.ts';
import type { V1Claims } from '../usage/wire/envelope-v1.ts';
import type { DropReason } from '../usage/wire/ingest.ts';
import type { Call, Reply } from './call.ts';
import type { Refusal } from './health.ts';
import { replyJson } from './reply.ts';

export const CAPTURE_V1_PATH = '/i/v1/analytics/events';

export function isCaptureV1(path: string): boolean {
  return path === CAPTURE_V1_PATH;
}

/** What the headers of a request say. */
export function readV1Claims(call: Call): V1Claims {
  return {
    token: /^bearer\s+(\S+)\s*$/i.exec(call.header('authorization') ?? '')?.[1],
    sentAt: readTime(call.header('posthog-request-timestamp')),
    sdk: call.header('posthog-sdk-info') ?? '',
  };
}

/** PostHog's words for what it leaves out too; our own reasons are said as they are. */
const DETAILS: Partial<Record<DropReason, string>> = {
  'no-event-name': 'missing_event_name',
  'no-distinct-id': 'missing_distinct_id',
  'unreadable-time': 'invalid_event_timestamp',
  'too-large': 'event_too_big',
  'not-an-object': 'malformed_event_properties',
};

/** The body of the answer to a batch that was taken. `reasons` are why events were left out, in the order of `uuids`. */
export function renderResults(
  uuids: readonly string[],
  reasons: readonly (DropReason | undefined)[],
): string {
  const results = uuids.map((uuid, at) => {
    const reason = reasons[at];
    if (reason === undefined) return [uuid, { result: 'ok' }];
    return [uuid, { result: 'drop', details: DETAILS[reason] ?? reason.replaceAll('-', '_') }];
  });
  return JSON.stringify({ results: Object.fromEntries(results) as unknown });
}

/** The answer with that body. */
export function replyResults(results: string): Reply {
  return { ...replyJson(200, {}), body: results };
}

const ERRORS: Record<Refusal, string> = {
  'empty-body': 'empty_batch',
  'body-too-large': 'payload_too_large',
  'batch-too-large': 'payload_too_large',
  'undecodable-body': 'request_parsing_error',
  'malformed-batch': 'invalid_batch',
  'no-token': 'missing_authorization',
  'wrong-token': 'invalid_api_token',
  'too-many-waiting': 'service_unavailable',
  'too-slow': 'body_read_timeout',
  'store-unavailable': 'service_unavailable',
};

/** A refusal in the shape of Capture V1. */
export function toV1Refusal(refusal: Refusal, { status, headers, body }: Reply): Reply {
  const said = replyJson(status, {
    error: ERRORS[refusal],
    error_description: body,
    error_uri: 'https://posthog.com/docs/api',
  });
  return { ...said, headers: { ...headers, ...said.headers } };
}
