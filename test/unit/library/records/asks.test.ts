import { describe, expect, it } from 'vitest';
import { asks as record, OUTCOME_DAYS } from '../../../../src/library/records/asks.ts';
import type { Ask } from '../../../../src/library/records/rep-burden.ts';
import type { Library } from '../../../../src/library/library.ts';
import { addDays } from '../../../../src/library/dates.ts';
import { parseHub } from '../../../../src/library/parse-hub.ts';
import { burdenOf, mostAsked, sayAsked, weeksFrom } from '../../../../src/library/records/rep-burden.ts';

const hub = parseHub(`
company: { name: Northwind }
people: [{ id: ines-varga, name: Ines Varga }]
teams: [{ id: uk, name: UK, reps: 12 }, { id: dach, name: DACH, reps: 9 }]
rep_burden: { minutes_a_week: 15 }
`);
/** A Sunday. */
const today = '2026-11-22';

function ask(minutes: number, from: string, until: string, more: Partial<Ask> = {}): Ask {
  const line = minutes;
  return {
    ask: `Ask ${String(minutes)}`,
    owner: 'ines-varga',
    teams: ['uk', 'dach'],
    why: 'For you.',
    minutes,
    from,
    until,
    line,
    ...more,
  };
}

const check = (asks: readonly Ask[], on = today) =>
  record.check(asks, { hub } as Library, on, { sessions: [] });
const rulesOf = (asks: readonly Ask[], on = today) => check(asks, on).map(({ rule }) => rule);

describe('asks.yaml', () => {
  it('gives each ask its teams, all of them when none is named, and its line', () => {
    const text =
      '# Asks\nasks:\n  - ask: " Say it "\n    owner: ines-varga\n    minutes: 5\n    from: 2026-11-02\n    until: 2026-11-06\n    why: For you.\n' +
      '  - { ask: Send it, owner: ines-varga, teams: [dach], minutes: 2, from: 2026-11-02, until: 2026-11-02, why: It helps., came_of_it: It helped. }\n';
    const why = 'For you.';
    expect(record.parse(text, hub)).toEqual({
      entries: [
        {
          ask: 'Say it',
          owner: 'ines-varga',
          teams: ['uk', 'dach'],
          minutes: 5,
          from: '2026-11-02',
          until: '2026-11-06',
          why,
          line: 3,
        },
        {
          ask: 'Send it',
          owner: 'ines-varga',
          teams: ['dach'],
          minutes: 2,
          from: '2026-11-02',
          until: '2026-11-02',
          why: 'It helps.',
          cameOfIt: 'It helped.',
          line: 9,
        },
      ],
      findings: [],
    });
  });

  it('may be empty, hold no entry yet, or be no YAML at all', () => {
    for (const text of ['', '# nothing yet\n', 'asks: []\n'])
      expect(record.parse(text, hub)).toEqual({ entries: [], findings: [] });
    expect(record.parse('asks:\n  - ask: a: b\n', hub).findings).toMatchObject([
      { rule: 'asks-yaml', line: 2 },
    ]);
  });
});

describe('the minutes of a week', () => {
  it('count an ask in full in every week in which it runs, from Monday to Sunday', () => {
    const asks = [
      ask(4, '2026-11-20', '2026-11-23'),
      ask(3, '2026-11-23', '2026-11-23', { teams: ['dach'] }),
    ];
    const minutes = (monday: string) => burdenOf(asks, hub.teams, monday).map((each) => each.minutes);
    expect(minutes('2026-11-09')).toEqual([0, 0]);
    expect(minutes('2026-11-16')).toEqual([4, 4]);
    expect(minutes('2026-11-23')).toEqual([4, 7]);
    expect(minutes('2026-11-30')).toEqual([0, 0]);
    expect(mostAsked(asks, hub.teams, '2026-11-23')).toBe(7);
    expect(mostAsked([ask(2, '2026-11-29', '2026-11-30')], hub.teams, '2026-11-23')).toBe(2);
  });

  it('are looked at from the week of today on to the last in which anything is asked', () => {
    expect(weeksFrom([], today)).toEqual(['2026-11-16']);
    expect(weeksFrom([ask(1, '2026-10-01', '2026-10-02')], today)).toEqual(['2026-11-16']);
    expect(weeksFrom([ask(1, '2026-11-30', '2026-11-30')], today)).toEqual([
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
  });

  it('are told in one line, also when there are none', () => {
    expect(sayAsked(10, 15, 'this week')).toBe('Asked of reps this week: up to 10 of 15 minutes');
    expect(sayAsked(0, 15, 'this week')).toBe('Nothing is asked of reps this week');
  });
});

describe('the cap', () => {
  it('lets a week be filled to the last minute', () => {
    expect(rulesOf([ask(7, '2026-11-23', '2026-11-27'), ask(8, '2026-11-27', '2026-11-27')])).toEqual([]);
  });

  it('fails a week in which the asks of one team are more, at the one that begins last', () => {
    const asks = [
      ask(8, '2026-11-25', '2026-11-27', { teams: ['dach'] }),
      ask(9, '2026-11-16', '2026-11-29'),
    ];
    expect(check(asks)).toMatchObject([{ rule: 'rep-burden', severity: 'error', line: 8 }]);
    expect(check(asks)[0]?.message).toBe(
      'In the week from 23 Nov 2026 each rep of DACH would be asked for 17 minutes, and 15 is the most: “Ask 8” (8) and “Ask 9” (9).',
    );
  });

  it('is one finding for all weeks and teams in which the same asks are too many', () => {
    const asks = [ask(8, '2026-11-23', '2026-12-11'), ask(9, '2026-11-23', '2026-12-11')];
    expect(check(asks).map(({ message }) => message.split(' would')[0])).toEqual([
      'In 3 weeks, the first from 23 Nov 2026, each rep of UK and DACH',
    ]);
  });

  it('says of a single ask that is too long how it can be made to fit', () => {
    expect(check([ask(20, '2026-11-23', '2026-11-23')])[0]?.hint).toContain('shorter');
  });

  it('leaves weeks alone that are over, since nobody can move them', () => {
    expect(rulesOf([ask(40, '2026-11-09', '2026-11-15')])).toEqual([]);
    expect(rulesOf([ask(40, '2026-11-09', '2026-11-16')])).toEqual(['rep-burden']);
  });
});

describe('what came of an ask', () => {
  it('is owed two weeks after its last day, and not when it was told', () => {
    const over = ask(5, '2026-10-01', addDays(today, -OUTCOME_DAYS));
    expect(rulesOf([over])).toEqual([]);
    expect(rulesOf([over], addDays(today, 1))).toEqual(['ask-outcome-missing']);
    expect(rulesOf([{ ...over, cameOfIt: 'Nothing.' }], addDays(today, 1))).toEqual([]);
  });
});
