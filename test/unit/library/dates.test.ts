import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isDay, renderDay } from '../../../src/library/dates.ts';

describe('dates', () => {
  it.each(['2026-11-22', '2024-02-29', '1999-12-31'])('takes %s for a day', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-1-1',
    'soon',
    '',
    '2026-11-22T00:00:00Z',
    '22.11.2026',
  ])('does not take %j for a day', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('counts days over months, leap days and years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-11-22', '2027-11-22')).toBe(365);
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
  });

  it('writes a day as people do', () => {
    expect(renderDay('2026-09-04')).toBe('4 Sep 2026');
  });
});
