import { expect, test } from 'vitest';
import { addDays } from '../../../src/library/dates.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { dayIn, isSameZone, isZone, startOf } from '../../../src/library/time-zone.ts';

const HOUR_MS = 3_600_000;

test.each([
  ['UTC', '2026-03-23', '2026-03-23T00:00:00.000Z', 168],
  ['Europe/Berlin', '2026-03-23', '2026-03-22T23:00:00.000Z', 167],
  ['Europe/Berlin', '2026-10-19', '2026-10-18T22:00:00.000Z', 169],
  ['America/New_York', '2026-03-02', '2026-03-02T05:00:00.000Z', 167],
  ['America/New_York', '2026-10-26', '2026-10-26T04:00:00.000Z', 169],
  ['Asia/Kolkata', '2026-03-23', '2026-03-22T18:30:00.000Z', 168],
  ['Pacific/Auckland', '2026-03-30', '2026-03-29T11:00:00.000Z', 169],
  ['Pacific/Auckland', '2026-09-21', '2026-09-20T12:00:00.000Z', 167],
])('in %s the week of %s begins at %s and has %i hours', (zone, monday, begins, hours) => {
  const start = startOf(zone, monday);
  expect(new Date(start).toISOString()).toBe(begins);
  expect((startOf(zone, addDays(monday, 7)) - start) / HOUR_MS).toBe(hours);
  expect([dayIn(zone, start - 1), dayIn(zone, start)]).toEqual([addDays(monday, -1), monday]);
});

test('every day of a year begins with its first moment, also where clocks leave out midnight', () => {
  for (const zone of [undefined, 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Africa/Cairo'])
    for (let number = 0; number < 365; number += 1) {
      const day = addDays('2026-01-01', number);
      const start = startOf(zone, day);
      expect([dayIn(zone, start - 1), dayIn(zone, start)]).toEqual([addDays(day, -1), day]);
    }
  expect(new Date(startOf('Africa/Cairo', '2026-04-24')).toISOString()).toBe('2026-04-23T22:00:00.000Z');
});

test('two names of one zone are the same, and none is UTC', () => {
  expect(isSameZone('Asia/Kolkata', 'Asia/Calcutta')).toBe(true);
  expect(isSameZone(undefined, 'Etc/UTC')).toBe(true);
  expect(isSameZone('Europe/Berlin', 'Europe/Paris')).toBe(false);
  expect(isSameZone('Europe/Berlin')).toBe(false);
});

test('an offset is no zone, since its clocks are never changed', () => {
  expect([isZone('+02:00'), isZone('Europe/Nowhere'), isZone('Asia/Kolkata')]).toEqual([false, false, true]);
});

const zoneOf = (zone: string) => parseHub(`company:\n  name: N\n  time_zone: ${zone}`).company.time_zone;

test('hub.yaml names a zone, and a company that names none goes by UTC', () => {
  expect(zoneOf('Pacific/Auckland')).toBe('Pacific/Auckland');
  expect(parseHub('company: { name: N }').company.time_zone).toBe('UTC');
});

test.each([
  ['Europe/Berln', 'Did you mean "Europe/Berlin"?'],
  ['New York', 'Did you mean "America/New_York"?'],
  ['berlin', 'Did you mean "Europe/Berlin"?'],
  ['+05:30', 'Write it like Europe/Berlin, America/New_York or UTC;'],
])('hub.yaml says "%s": what was meant, or how it is written', (zone, hint) => {
  expect(() => zoneOf(zone)).toThrow(
    `hub.yaml line 3: time_zone in company says "${zone}", which is no time zone.`,
  );
  let said = '';
  try {
    zoneOf(zone);
  } catch (error) {
    said = String((error as { hint?: unknown }).hint);
  }
  expect(said).toContain(hint);
});
