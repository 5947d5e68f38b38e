import { describe, expect, test } from 'vitest';
import { eventTime, parseIsoTime } from '../../../../src/usage/wire/event-time.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const claim = { timestamp: undefined, sentAt: undefined, offset: undefined, ignoreSentAt: false } as const;

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

describe('the time of an event', () => {
  test('a wrong client clock cancels out between timestamp and sent_at', () => {
    const sentAt = Date.parse('2020-01-01T00:00:10.000Z');
    expect(iso(eventTime({ ...claim, timestamp: '2020-01-01T00:00:00.000Z', sentAt }, now))).toBe(
      '2026-11-22T11:59:50.000Z',
    );
  });

  test('without sent_at the timestamp is taken as it is', () => {
    expect(iso(eventTime({ ...claim, timestamp: '2026-11-01T08:00:00Z' }, now))).toBe(
      '2026-11-01T08:00:00.000Z',
    );
  });

  test('a client that vouches for its clock is believed', () => {
    const sentAt = Date.parse('2020-01-01T00:00:00Z');
    const timestamp = '2026-11-01T08:00:00Z';
    expect(iso(eventTime({ ...claim, timestamp, sentAt, ignoreSentAt: true }, now))).toBe(
      '2026-11-01T08:00:00.000Z',
    );
  });

  test('an offset counts back from now', () => {
    expect(iso(eventTime({ ...claim, offset: 60_000 }, now))).toBe('2026-11-22T11:59:00.000Z');
  });

  test.each([[1_700_000_000], ['1700000000'], ['yesterday'], [{}], [''], ['2026-13-45T00:00:00Z']])(
    'what is no ISO 8601 time (%j) becomes the time of arrival',
    (timestamp) => {
      expect(eventTime({ ...claim, timestamp }, now)).toBe(now);
    },
  );

  test('more than 23 hours ahead becomes the time of arrival, less is kept', () => {
    expect(eventTime({ ...claim, timestamp: '2026-11-23T11:30:00Z' }, now)).toBe(now);
    expect(iso(eventTime({ ...claim, timestamp: '2026-11-23T10:30:00Z' }, now))).toBe(
      '2026-11-23T10:30:00.000Z',
    );
  });
});

test.each([
  ['2026-11-22T12:00:00.123456Z', '2026-11-22T12:00:00.123Z'],
  ['2026-11-22T12:00:00+02:00', '2026-11-22T10:00:00.000Z'],
  ['2026-11-22T12:00:00', '2026-11-22T12:00:00.000Z'],
  ['2026-11-22 12:00:00', '2026-11-22T12:00:00.000Z'],
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['2026-11-22T12:00:00+02', '2026-11-22T10:00:00.000Z'],
  ['2026-11-22T12:00:00.123456789012Z', '2026-11-22T12:00:00.123Z'],
])('%s is read as %s', (text, expected) => {
  expect(iso(parseIsoTime(text) ?? 0)).toBe(expected);
});
