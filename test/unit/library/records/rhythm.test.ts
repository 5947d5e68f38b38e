import { describe, expect, it } from 'vitest';
import { beatOf, nextSession, type Session } from '../../../../src/library/records/rhythm.ts';

const ritual = { everyDays: 28, held: ['2026-11-04', '2026-09-09', '2026-10-07'] };
const session = (on: string, more: Partial<Session> = {}): Session => ({
  session: 'A probe',
  kind: 'build',
  by: 'devices',
  for: [],
  owner: 'ines-varga',
  on,
  line: 1,
  ...more,
});

describe('how a ritual is kept', () => {
  it('is told by its last day, the day by which the next is due, and the times that came in time', () => {
    expect(beatOf(ritual, [], '2026-12-02')).toEqual({
      last: '2026-11-04',
      dueBy: '2026-12-02',
      lateDays: 0,
      kept: 2,
      of: 2,
    });
    expect(beatOf(ritual, [], '2026-12-05')).toMatchObject({ lateDays: 3, kept: 2, of: 3 });
  });

  it('goes by sessions of its kind, and a planned one is none that was held', () => {
    const sessions = [session('2026-10-07'), session('2026-12-09'), session('2026-11-25', { kind: 'sell' })];
    const own = { everyDays: 28, held: [], sessions: 'build' as const };
    expect(beatOf(own, sessions, '2026-11-30')).toEqual({
      last: '2026-10-07',
      next: '2026-12-09',
      dueBy: '2026-11-04',
      lateDays: 26,
      kept: 0,
      of: 1,
    });
  });

  it('is no judgement before the first time', () => {
    expect(beatOf({ everyDays: 7, held: ['2026-12-24'] }, [], '2026-11-30')).toEqual({
      next: '2026-12-24',
      lateDays: 0,
      kept: 0,
      of: 0,
    });
  });
});

const departmentOf = (group: string) => ({ nordics: 'sales', workshop: 'devices' })[group] ?? group;

const find = (from: string, to: string, sessions: Session[]) =>
  nextSession(sessions, { from, to, today: '2026-11-30' }, departmentOf)?.on;

describe('the next session between two departments', () => {
  it('is the soonest that is shown by the one and open to the other', () => {
    const sessions = [
      session('2027-02-10'),
      session('2027-01-13', { for: ['workshop'] }),
      session('2026-11-04'),
      session('2026-12-09', { kind: 'sell', by: 'nordics', for: ['workshop'] }),
    ];
    expect(find('devices', 'sales', sessions)).toBe('2027-02-10');
    expect(find('sales', 'devices', sessions)).toBe('2026-12-09');
    expect(find('sales', 'support', sessions)).toBeUndefined();
  });
});
