import { describe, expect, test } from 'vitest';
import { compareParts, partsOf, type Change, type Step } from '../../../../src/reader/visits/changes.ts';
import { buildNews, composeChanges, type ShownClaim } from '../../../../src/reader/visits/news.ts';
import { changedWords, buildNewsRow, renderNews } from '../../../../src/reader/visits/news-text.ts';
import { goodText, readAsset } from '../../../support/small-hub.ts';

const place = { slug: 'why-we-win', heading: 'Why we win', subject: 'claim' } as const;
const added = (now: string): Change => ({ what: 'added', ...place, now });
const removed = (was: string): Change => ({ what: 'removed', ...place, was });
const changed = (was: string, now: string): Change => ({ what: 'changed', ...place, was, now });
const step = (from: string, to: string, day: string, ...changes: Change[]): Step => ({
  from,
  to,
  day,
  by: [],
  changes,
});
const claim = (text: string, until: string): ShownClaim => ({
  slug: place.slug,
  heading: place.heading,
  text,
  until,
});

const today = '2026-11-22';
const before = { revision: 'a', day: '2026-10-03' };

const card = (front: string) =>
  partsOf(readAsset('battlecards/acme.md', goodText(`competitor: acme\n${front}`, '')));
const CLAIM = 'source: S, seen_on: 2026-10-01';

const said = (say: string) => `why_we_win:\n  - { claim: They lose data, ${CLAIM}, say: ${say} }`;
const answered = (answer: string) => `objections:\n  - { heard: Too expensive, answer: ${answer} }`;

/** What a reader is told who last saw the card with the first front matter, and opens it with the second. */
function tellCard(was: string, now: string): { sentence: string; rows: string[] } {
  const changes = compareParts(card(was), card(now));
  const news = buildNews(before, 'b', [step('a', 'b', '2026-11-01', ...changes)], [], today);
  if (news === undefined) return { sentence: '', rows: [] };
  const rows = news.items.map(buildNewsRow).map((row) => {
    const words = [row.was, row.now].filter((text) => text !== undefined);
    return `${row.tag} · ${row.about} · ${words.join(' → ')}`;
  });
  return { sentence: renderNews(news), rows };
}

/** What a reader of a revision that no step begins from is told. */
function tellUntold(known: readonly Step[]): string | undefined {
  const news = buildNews(before, 'd', known, [claim('Old', '2026-11-01')], today);
  return news && renderNews(news);
}

describe('since somebody last opened a piece', () => {
  test('claims that came, changed and expired are told, and where', () => {
    const steps = [step('a', 'b', '2026-11-01', added('New one'), changed('In a day', 'In an hour'))];
    const claims = [claim('Old one', '2026-11-01'), claim('Long gone', '2026-09-01'), claim('Lives', today)];
    const news = buildNews(before, 'b', steps, claims, today);
    expect(news?.items.map(({ what, now }) => [what, now])).toEqual([
      ['added', 'New one'],
      ['changed', 'In an hour'],
      ['expired', 'Old one'],
    ]);
    expect(news && renderNews(news)).toBe('1 claim is new, 1 changed and 1 expired.');
  });

  test('a claim that is new and expired already is told once', () => {
    const news = buildNews(
      before,
      'b',
      [step('a', 'b', '2026-11-01', added('X'))],
      [claim('X', '2026-11-05')],
      today,
    );
    expect(news?.items.map(({ what }) => what)).toEqual(['added']);
  });

  test('nothing is told when nothing a reader sees changed', () => {
    expect(buildNews(before, 'a', [], [claim('Lives', today)], today)).toBeUndefined();
    expect(buildNews(before, 'b', [step('a', 'b', '2026-11-01')], [], today)).toBeUndefined();
  });

  test('claims that end by their date are told though the words are the same', () => {
    const news = buildNews(before, 'a', [], [claim('Old', '2026-10-03')], today);
    expect(news && renderNews(news)).toBe('1 claim expired.');
  });

  test('of several steps what they come to is told, from the revision that was opened on', () => {
    const steps = [
      step('c', 'd', '2026-11-10', changed('B', 'C'), removed('passing')),
      step('b', 'c', '2026-11-05', changed('A', 'B'), added('passing'), removed('gone')),
      step('a', 'b', '2026-10-20', changed('Q', 'R')),
      step('z', 'a', '2026-09-01', added('older than the visit')),
    ];
    const told = buildNews(before, 'd', steps, [], today)?.items.map(({ was, now }) => [was, now]);
    expect(told).toEqual([
      ['Q', 'R'],
      ['A', 'C'],
      ['gone', undefined],
    ]);
  });

  test('what was taken back is not told', () => {
    const there = [changed('A', 'B'), removed('X'), added('Y')];
    const back = [changed('B', 'A'), added('X'), removed('Y')];
    expect(composeChanges([step('b', 'c', today, ...back), step('a', 'b', today, ...there)])).toEqual([]);
  });

  test('a claim turned internal and back is not told, turned and reworded is told with both', () => {
    const turned = (say: 'internal' | 'aloud', was: string, now: string): Change => ({
      ...changed(was, now),
      say,
    });
    const there = step('a', 'b', today, turned('internal', 'A', 'A'));
    expect(composeChanges([step('b', 'c', today, turned('aloud', 'A', 'A')), there])).toEqual([]);
    expect(composeChanges([step('b', 'c', today, changed('A', 'B')), there])).toEqual([
      turned('internal', 'A', 'B'),
    ]);
  });

  test('of a revision that nobody remembers only what is sure is told', () => {
    const steps = [step('c', 'd', '2026-11-10', added('X')), step('b', 'c', '2026-11-05', added('Y'))];
    expect(tellUntold(steps)).toBe(
      'It changed at least 2 times since; what it said then is not kept any more. 1 claim expired.',
    );
    expect(tellUntold([...steps, step('a0', 'b', '2026-09-01', added('Z'))])).toBe(
      'It changed 2 times since; what it said then is not kept any more. 1 claim expired.',
    );
    expect(tellUntold([])).toBe('It changed since; what it said then is not kept any more. 1 claim expired.');
  });
});

describe('news of a card', () => {
  test('a claim that may not be said any more is told, in the same words', () => {
    expect(tellCard(said('aloud'), said('internal'))).toEqual({
      sentence: '1 claim is not to be said any more.',
      rows: ['Internal now · Why we win · They lose data'],
    });
    expect(tellCard(said('internal'), said('aloud')).rows).toEqual([
      'To be said now · Why we win · They lose data',
    ]);
  });

  test('where they beat us is never told as to be said, whatever it says of itself', () => {
    const [before = '', after = ''] = [said('internal'), said('aloud')].map((card) =>
      card.replace('why_we_win', 'why_we_lose'),
    );
    expect(tellCard(before, after).rows).toEqual([]);
  });

  test('a new objection is told once, with the customer’s words', () => {
    const objections = 'objections:\n  - { heard: Too expensive, answer: Per year, ask: What is it worth? }';
    expect(tellCard('', objections)).toEqual({
      sentence: 'The objection “Too expensive” is new.',
      rows: ['New · Objection · Too expensive'],
    });
    expect(tellCard(objections, '').sentence).toBe('The objection “Too expensive” is gone.');
  });

  test('an answer written anew is told as the answer to its objection', () => {
    const told = tellCard(
      answered('Value matters more than price'),
      answered('Count the vans you have each month and pay for those'),
    );
    expect(told).toEqual({
      sentence: 'The answer to “Too expensive” changed.',
      rows: [
        'Changed · Answer to “Too expensive” · Value matters more than price → Count the vans you have each month and pay for those',
      ],
    });
  });

  test('entries of lists are counted by their heading', () => {
    expect(
      tellCard('traps: [Ask for A]', 'traps: [Ask for A, Show us B, Bring the list of C]').sentence,
    ).toBe('2 are new under “Traps to set”.');
  });
});

describe('words that changed', () => {
  test.each([
    ['We answer in a day', 'We answer in an hour', '… answer in a day', '… answer in an hour'],
    ['One', 'Two', 'One', 'Two'],
    ['A b c d e f g', 'A b c X e f g', '… b c d e f …', '… b c X e f …'],
    ['A b', 'A b c d', 'A b', 'A b c d'],
  ])('of “%s” and “%s” stand with their neighbours', (was, now, shownWas, shownNow) => {
    expect(changedWords(was, now)).toEqual({ was: shownWas, now: shownNow });
  });

  test('of a long text are told by their beginning', () => {
    const { now } = changedWords('short', 'many words '.repeat(100).trim());
    expect(now.length).toBeLessThan(190);
    expect(now).toMatch(/words…$/);
  });
});
