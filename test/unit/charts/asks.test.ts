import { expect, test } from 'vitest';
import { renderAsks, type AsksInput } from '../../../src/charts/asks.ts';
import type { Ask } from '../../../src/library/records/rep-burden.ts';

const ask = (name: string, minutes: number, from: string, until: string, more: Partial<Ask> = {}): Ask => ({
  ask: name,
  owner: 'ines',
  teams: ['uk', 'dach'],
  minutes,
  from,
  until,
  why: 'For you.',
  line: 1,
  ...more,
});
const input: AsksInput = {
  asks: [
    ask('Say what lost you the deal', 3, '2026-11-02', '2026-12-18'),
    ask('Read <b>this</b> aloud', 7, '2026-11-16', '2026-11-27', { teams: ['uk'] }),
    ask('Name a customer', 5, '2026-11-30', '2026-12-04'),
    ask('Rank the slides', 8, '2026-09-14', '2026-09-18', { cameOfIt: 'Nine slides.' }),
  ],
  people: [{ id: 'ines', name: 'Ines Varga' }],
  teams: [
    { id: 'uk', name: 'UK' },
    { id: 'dach', name: 'DACH' },
  ],
  cap: 15,
};

/** The page as it is read: a line for each heading, bar and paragraph. */
function read(today: string, of = input): string[] {
  return renderAsks(of, today)
    .text.replaceAll(/<\/(?:h2|h3|p|li)>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

test('a week is shown by team against the cap, with the weeks after it, what runs, and what came of the rest', () => {
  expect(read('2026-11-22')).toMatchInlineSnapshot(`
    [
      "The week from 16 Nov 2026",
      "Up to 10 of 15 minutes for each rep.",
      "Minutes",
      "UK10 Minutes of 15",
      "DACH3 Minutes of 15",
      "The weeks after it",
      "The most that any team is asked for, with the teams where not all are asked for as much.",
      "Minutes",
      "From 23 Nov 2026 UK10 Minutes of 15",
      "From 30 Nov 20268 Minutes of 15",
      "From 7 Dec 20263 Minutes of 15",
      "From 14 Dec 20263 Minutes of 15",
      "Asked now",
      "Say what lost you the deal",
      "3 minutes · All teams · 2 Nov 2026 to 18 Dec 2026 · asked by Ines Varga",
      "For you.",
      "Read &lt;b&gt;this&lt;/b&gt; aloud",
      "7 minutes · UK · 16 Nov 2026 to 27 Nov 2026 · asked by Ines Varga",
      "For you.",
      "To come",
      "Name a customer",
      "5 minutes · All teams · 30 Nov 2026 to 4 Dec 2026 · asked by Ines Varga",
      "For you.",
      "Earlier, and what came of it",
      "Rank the slides",
      "8 minutes · All teams · 14 Sep 2026 to 18 Sep 2026 · asked by Ines Varga",
      "For you.",
      "What came of it Nine slides.",
    ]
  `);
});

test('another day is another week, and what ran then is over now', () => {
  const lines = read('2026-12-20');
  expect(lines.slice(0, 2)).toEqual(['The week from 14 Dec 2026', '3 of 15 minutes for each rep.']);
  expect(lines).toContain('Nothing is asked of reps today.');
  expect(lines.at(-1)).toContain('Nine slides.');
});

test('a hub that asks for nothing shows that every week has room', () => {
  const lines = read('2026-11-22', { ...input, asks: [] });
  expect(lines).toContain('0 of 15 minutes for each rep.');
  expect(lines.filter((line) => line.startsWith('From '))).toHaveLength(4);
});

test('what somebody wrote is text on the page', () => {
  expect(renderAsks(input, '2026-11-22').text).toContain('Read &lt;b&gt;this&lt;/b&gt; aloud');
});
