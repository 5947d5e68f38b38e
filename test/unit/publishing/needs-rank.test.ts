import { describe, expect, it } from 'vitest';
import type { Need } from '../../../src/library/records/needs.ts';
import { LEAST_CUSTOMERS, rankNeeds } from '../../../src/publishing/needs/rank.ts';
import { emptySearches } from '../../../src/usage/questions/empty-searches.ts';
import { requested } from '../../../src/usage/questions/requested.ts';
import { emptySnapshot, type Snapshot } from '../../../src/usage/snapshot/snapshot.ts';
import { goodText, readFiles, smallHub, today } from '../../support/small-hub.ts';

const need = (id: string, weeks: number, more: Partial<Need> = {}): Need => ({
  id,
  need: `The need ${id}`,
  stage: 'demo',
  owner: 'ines-varga',
  raised: '2026-10-01',
  weeks,
  searches: [],
  became: 'open',
  on: '2026-10-01',
  line: 1,
  ...more,
});

/** A field note that speaks for needs, each in a struggle of its own. */
const note = (ids: readonly string[], more = ''): string =>
  goodText(
    [
      'visited: 2026-10-20',
      ...(more === '' ? [] : [more]),
      'struggled:',
      ...ids.map((id) => `  - { here: It was hard., need: Help., counts_for: ${id} }`),
    ].join('\n'),
  );

/** So many notes about different customers, all of which speak for the same needs. */
const notes = (many: number, ids: readonly string[], name = 'note'): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: many }, (_, at) => [`field-notes/${name}-${String(at)}.md`, note(ids)]),
  );

function searched(id: string, rows: [string, number][], into: Snapshot = emptySnapshot(today)): Snapshot {
  const answers = into.answers.map((answer) =>
    answer.id === id ? { ...answer, state: 'ready' as const, rows } : answer,
  );
  return { ...into, answers };
}

const rank = (needs: readonly Need[], files: Record<string, string>, snapshot?: Snapshot, weeks = 12) => {
  const { library } = readFiles(files);
  const stages = [
    { id: 'demo', name: 'Demo' },
    { id: 'pilot', name: 'Pilot', value: 3 },
  ];
  const hub = { ...smallHub, stages, needs: { weeks_a_quarter: weeks } };
  return rankNeeds(needs, { ...library, hub }, snapshot, today);
};

const scores = ({ ranked }: ReturnType<typeof rank>) =>
  ranked.map((each) => [each.need.id, each.demand.voices, each.value, each.score, each.isAbove]);

const again = (id: string) => `same_customer_as: field-notes/${id}`;

describe('the rank of a need', () => {
  it('is voices × stage ÷ weeks', () => {
    const files = { ...notes(4, ['cheap']), ...notes(3, ['dear'], 'other') };
    expect(scores(rank([need('dear', 6, { stage: 'pilot' }), need('cheap', 1)], files))).toEqual([
      ['cheap', 4, 1, 4, true],
      ['dear', 3, 3, 1.5, true],
    ]);
  });

  it('counts a note once, however often it speaks for the need', () => {
    const files = { ...notes(2, ['link']), 'field-notes/twice.md': note(['link', 'link']) };
    expect(scores(rank([need('link', 1)], files))).toEqual([['link', 3, 1, 3, true]]);
  });

  it('counts one customer once, through any chain of notes and also where they name each other', () => {
    const chain = {
      'field-notes/a.md': note(['link']),
      'field-notes/b.md': note(['link'], again('a')),
      'field-notes/c.md': note(['link'], again('b')),
      'field-notes/ring-1.md': note(['link'], again('ring-2')),
      'field-notes/ring-2.md': note(['link'], again('ring-1')),
    };
    expect(rank([need('link', 1)], chain)).toMatchObject({ ranked: [], waiting: 1 });
    expect(scores(rank([need('link', 1)], { ...chain, ...notes(1, ['link']) }))).toEqual([
      ['link', 3, 1, 3, true],
    ]);
  });

  it('counts deals won and lost beside ride-alongs', () => {
    const deal = goodText(
      'competitors: [acme]\noutcome: lost\ndecided: 2026-10-20\nreason: No link.\ncounts_for: link',
    );
    const files = { ...notes(2, ['link']), 'win-loss/one.md': deal };
    expect(rank([need('link', 1)], files).ranked[0]?.demand).toEqual({
      notes: ['field-notes/note-0', 'field-notes/note-1', 'win-loss/one'],
      customers: 3,
      reps: 0,
      voices: 3,
    });
  });

  it('adds reps by fives: the most of any of its words, since the same people may have typed several', () => {
    const snapshot = searched(
      requested.id,
      [['CRM sync!', 15]],
      searched(emptySearches.id, [
        ['crm sync', 25],
        ['sync with our crm', 20],
        ['webinar', 40],
      ]),
    );
    const own = need('sync', 2, { searches: ['Crm sync', 'sync with our crm'] });
    expect(rank([own], {}, snapshot).ranked[0]).toMatchObject({
      demand: { customers: 0, reps: 25, voices: 5 },
      score: 2.5,
    });
  });
});

describe('what is shown of needs', () => {
  it('is none before several customers spoke for it: one person may be behind two notes', () => {
    const few = rank([need('link', 1)], notes(LEAST_CUSTOMERS - 1, ['link']));
    expect(few).toMatchObject({ ranked: [], waiting: 1 });
    expect(rank([need('link', 1)], notes(LEAST_CUSTOMERS, ['link'])).ranked).toHaveLength(1);
  });

  it('draws the line at the first one that no longer fits, and lets nothing small slip past it', () => {
    const files = { ...notes(3, ['a', 'b', 'c']), ...notes(6, ['a'], 'x'), ...notes(2, ['b'], 'y') };
    const needs = [need('a', 2), need('b', 4), need('c', 3)];
    expect(
      rank(needs, files, undefined, 5).ranked.map((each) => [each.need.id, each.weeksSoFar, each.isAbove]),
    ).toEqual([
      ['a', 2, true],
      ['b', 6, false],
      ['c', 9, false],
    ]);
  });

  it('keeps what was shipped or refused apart, the newest first', () => {
    const closed = [
      need('old', 1, { became: 'shipped', on: '2026-10-01' }),
      need('new', 1, { became: 'refused', on: '2026-11-01' }),
      need('taken', 1, { became: 'taken' }),
    ];
    const ranking = rank(closed, notes(3, ['old', 'new', 'taken']));
    expect(ranking.closed.map((each) => each.need.id)).toEqual(['new', 'old']);
    expect(ranking.ranked.map((each) => each.need.id)).toEqual(['taken']);
  });
});
