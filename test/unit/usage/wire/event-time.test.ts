import { describe, expect, test } from 'vitest';
import { eventTime } from '../../../../src/usage/wire/event-time.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const claim = { timestamp: undefined, sentAt: undefined, offset: undefined, ignoreSentAt: false } as const;

function iso(claimed: Partial<Parameters<typeof eventTime>[0]>): string | undefined {
  const time = eventTime({ ...claim, ...claimed }, now);
  return time && new Date(time.ms).toISOString();
}

describe('the time of an event', () => {
  test('a wrong client clock cancels out between timestamp and sent_at', () => {
    const sentAt = Date.parse('2020-01-01T00:00:10.000Z');
    expect(iso({ timestamp: '2020-01-01T00:00:00.000Z', sentAt })).toBe('2026-11-22T11:59:50.000Z');
    expect(iso({ timestamp: 'Wed, 01 Jan 2020 00:00:00 GMT', sentAt })).toBe('2026-11-22T11:59:50.000Z');
  });

  test('without sent_at the timestamp is taken as it is', () => {
    expect(iso({ timestamp: '2026-11-01T08:00:00Z' })).toBe('2026-11-01T08:00:00.000Z');
  });

  test('a client that vouches for its clock is believed', () => {
    const sentAt = Date.parse('2020-01-01T00:00:00Z');
    const timestamp = '2026-11-01T08:00:00Z';
    expect(iso({ timestamp, sentAt, ignoreSentAt: true })).toBe('2026-11-01T08:00:00.000Z');
  });

  test('an offset counts back from now, and says nothing beside a timestamp', () => {
    expect(iso({ offset: 60_000 })).toBe('2026-11-22T11:59:00.000Z');
    expect(iso({ offset: '60000' })).toBe('2026-11-22T11:59:00.000Z');
    expect(iso({ offset: 60_000, timestamp: '2026-11-01T08:00:00Z' })).toBe('2026-11-01T08:00:00.000Z');
  });

  test('where a client says nothing, it is now', () => {
    expect(iso({})).toBe('2026-11-22T12:00:00.000Z');
  });

  test.each([[1_700_000_000], ['yesterday'], [{}], ['2026-13-45T00:00:00Z'], ['0000-00-00'], [true]])(
    'a timestamp that nobody can read (%j) is no time, and never now',
    (timestamp) => {
      expect(eventTime({ ...claim, timestamp }, now)).toBeUndefined();
    },
  );

  test.each([['soon'], [{}], [NaN], [Infinity], [1e15]])('nor is such an offset (%j)', (offset) => {
    expect(eventTime({ ...claim, offset }, now)).toBeUndefined();
  });

  test('more than 23 hours ahead becomes the time of arrival and is told, less is kept', () => {
    expect(eventTime({ ...claim, timestamp: '2026-11-23T11:30:00Z' }, now)).toEqual({
      ms: now,
      isAhead: true,
    });
    expect(eventTime({ ...claim, timestamp: '2026-11-23T10:30:00Z' }, now)).toEqual({
      ms: Date.parse('2026-11-23T10:30:00.000Z'),
      isAhead: false,
    });
  });
});
