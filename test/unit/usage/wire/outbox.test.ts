import { describe, expect, test } from 'vitest';
import {
  BATCH_EVENTS,
  buildEnvelope,
  countExcess,
  judgeReply,
  MAX_AGE_MS,
  MAX_EVENTS,
  MAX_SIZE,
  nextBatch,
  retryDelay,
  type OutboxEvent,
  type OutboxKey,
} from '../../../../src/usage/wire/outbox.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');

function keys(count: number, size = 2000, agoMs = 60_000): OutboxKey[] {
  return Array.from({ length: count }, (_, at) => [now - agoMs + at, `uuid-${String(at)}`, size]);
}

describe('the outbox stays in bounds', () => {
  test('with nothing in it, or less than it may hold, all stays', () => {
    expect(countExcess([], now)).toBe(0);
    expect(countExcess(keys(MAX_EVENTS), now)).toBe(0);
  });

  test('the oldest go when there are too many', () => {
    expect(countExcess(keys(MAX_EVENTS + 7), now)).toBe(7);
  });

  test('the oldest go when they take too much room', () => {
    expect(countExcess(keys(10, MAX_SIZE / 4), now)).toBe(6);
  });

  test('those that nobody wants to hear of any more go', () => {
    expect(countExcess([...keys(3, 2000, MAX_AGE_MS + 1000), ...keys(2)], now)).toBe(3);
  });

  test('an event of a clock that was set back since is not old', () => {
    expect(countExcess(keys(1, 2000, -86_400_000), now)).toBe(0);
  });
});

describe('a request', () => {
  test('holds the oldest events, no more than asked for', () => {
    expect(nextBatch(keys(3), 2)).toEqual(keys(3).slice(0, 2));
    expect(nextBatch(keys(500), BATCH_EVENTS)).toHaveLength(BATCH_EVENTS);
  });

  test('stays small, but an event that is large by itself goes alone', () => {
    expect(nextBatch(keys(10, 90_000), BATCH_EVENTS)).toHaveLength(2);
    expect(nextBatch(keys(10, 900_000), BATCH_EVENTS)).toHaveLength(1);
  });

  const event: OutboxEvent = {
    uuid: 'one',
    event: 'asset_viewed',
    timestamp: '2026-11-20T09:00:00.000Z',
    properties: { token: 'phc_old', asset_id: 'battlecards/acme' },
  };
  const about = { token: 'phc_hub', sentAt: '2026-11-22T12:00:00.000Z', lost: 0 };

  test('has the shape of posthog-js, with the token of today and both times by the same clock', () => {
    expect(JSON.parse(buildEnvelope([event], about))).toEqual({
      api_key: 'phc_hub',
      sent_at: '2026-11-22T12:00:00.000Z',
      batch: [{ ...event, properties: { token: 'phc_hub', asset_id: 'battlecards/acme' } }],
    });
  });

  test('claims no event to be of the future when the clock was set back since', () => {
    const { batch } = JSON.parse(buildEnvelope([{ ...event, timestamp: '2027-03-01T00:00:00.000Z' }], about));
    expect(batch[0].timestamp).toBe(about.sentAt);
  });

  test('tells once how many events were given up', () => {
    const { batch } = JSON.parse(buildEnvelope([event, event], { ...about, lost: 12 }));
    expect(batch.map(({ properties }: OutboxEvent) => properties['$outbox_lost'])).toEqual([12, undefined]);
  });
});

describe('an answer', () => {
  test.each([
    ['{"status":"Ok"}', 'what PostHog says'],
    ['{"status":1}', 'what older ones say'],
  ])('200 %s is a receipt: %s', (body) => {
    expect(judgeReply(200, body, null)).toEqual({ kind: 'taken' });
  });

  test.each([
    [200, '<!doctype html><title>Sign in</title>'],
    [200, ''],
    [200, '{}'],
    [200, 'null'],
    [201, '{"status":"Ok"}'],
    [204, ''],
    [0, ''],
    [304, ''],
    [401, 'API key is not valid'],
    [403, ''],
    [404, 'Not found'],
    [408, ''],
    [429, ''],
    [500, ''],
    [502, ''],
    [503, ''],
  ])('%i "%s" is no receipt, and what was sent is kept', (status, body) => {
    expect(judgeReply(status, body, null)).toEqual({ kind: 'later' });
  });

  test.each([400, 413])('%i is about what was sent', (status) => {
    expect(judgeReply(status, '', null)).toEqual({ kind: 'refused' });
  });

  test('an exhausted quota is left alone for an hour', () => {
    const body = '{"status":"Ok","quota_limited":["events"]}';
    expect(judgeReply(200, body, null)).toEqual({ kind: 'later', waitMs: 3_600_000 });
    expect(judgeReply(200, '{"status":"Ok","quota_limited":["recordings"]}', null)).toEqual({
      kind: 'taken',
    });
  });

  test('Retry-After in seconds is kept to, up to an hour', () => {
    expect(judgeReply(429, '', '12')).toEqual({ kind: 'later', waitMs: 12_000 });
    expect(judgeReply(503, '', '999999')).toEqual({ kind: 'later', waitMs: 3_600_000 });
    expect(judgeReply(503, '', 'Wed, 21 Oct 2026 07:28:00 GMT')).toEqual({ kind: 'later' });
  });
});

test('each failure in a row doubles the wait, up to five minutes', () => {
  expect([1, 2, 3, 9].map(retryDelay)).toEqual([3000, 6000, 12_000, 300_000]);
});
