import { expect, test } from 'vitest';
import { addDays } from '../../../src/library/dates.ts';
import { renderAnswer } from '../../../src/charts/answer.ts';
import { figureOf } from '../../../src/charts/figures.ts';
import { questions } from '../../../src/usage/questions/questions.ts';
import type { Answer } from '../../../src/usage/snapshot/snapshot.ts';
import type { Cell } from '../../../src/usage/snapshot/answer.ts';
import { answerFrom, context, sampleAnswer, TODAY } from './sample-snapshot.ts';

const render = (answer: Answer) => renderAnswer(answer, context, TODAY).text;

/** Text as a reader meets it: no tags, no runs of white space. */
const read = (page: string) =>
  page
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,;.])/g, '');

const ids = questions.map(({ id }) => id);

test('every question has a figure of its own', () => {
  expect(ids.filter((id) => figureOf(id) === undefined)).toEqual([]);
});

test.each(ids)('%s is headed by its question and offers its table, its CSV and how it is counted', (id) => {
  const answer = sampleAnswer(id);
  const page = render(answer);
  expect(page).toContain(`<h2 id="${id}-title">${answer.asks}</h2>`);
  expect(page).toContain(`href="/adoption/${id}.csv"`);
  expect(read(page)).toMatch(new RegExp(`Table, ${String(answer.rows.length)} rows?`));
  expect(page).toMatch(/<pre class="chart-hogql"><code>(SELECT|WITH)\b/);
  expect(page).toContain('class="chart-finding"');
});

test.each(ids)('%s says what is missing when there are no numbers', (id) => {
  const page = read(render(sampleAnswer(id, { state: 'no-data', rows: [], withheld: 0 })));
  expect(page).toContain('Nobody has opened the hub yet, or the numbers are not connected.');
  expect(page).not.toContain('Table,');
});

test.each(ids)('%s says so when only groups under five people have done it', (id) => {
  const page = read(render(sampleAnswer(id, { rows: [], withheld: 3 })));
  expect(page).toContain('3 groups are held back because fewer than five people stand behind each.');
});

test('a question that failed with an earlier answer shows it and says from when it is', () => {
  const page = read(
    render(
      sampleAnswer('top-searches', {
        state: 'failed',
        problem: 'PostHog did not answer.',
        answeredAt: '2026-11-12T06:00:00.000Z',
      }),
    ),
  );
  expect(page).toContain(
    'From 12 Nov 2026; asked again on 22 Nov 2026 without answer. PostHog did not answer.',
  );
  expect(page).toContain('price');
});

test('a question that failed after a good answer without rows still says what that answer was', () => {
  const page = read(
    render(sampleAnswer('never-used', { state: 'failed', rows: [], answeredAt: '2026-11-12T06:00:00.000Z' })),
  );
  expect(page).toContain('From 12 Nov 2026');
  expect(page).toContain('Nothing lies unused.');
});

test('a question that failed with nothing before it says that nothing is lost', () => {
  const page = read(render(sampleAnswer('top-searches', { state: 'failed', rows: [] })));
  expect(page).toContain('Nothing that was recorded is lost');
});

test('never-used with no asset on its list is good news, not missing data', () => {
  expect(read(render(sampleAnswer('never-used', { rows: [] })))).toContain('Nothing lies unused.');
});

test('what people typed can never become markup, wherever it is shown', () => {
  const nasty = `"><img src=x onerror=alert(1)>'&`;
  for (const id of ids) {
    const answer = sampleAnswer(id);
    const rows = answer.rows.map((row) =>
      row.map((cell, place) => (answer.columns[place]?.type === 'week' ? cell : nastyCell(cell, nasty))),
    );
    const page = render({
      ...answer,
      rows,
      title: nasty,
      asks: nasty,
      hogql: nasty,
      withheldNote: nasty,
      problem: nasty,
      columns: answer.columns.map(({ name, type }) => ({ name: unlessDate(name), type, label: nasty })),
      state: 'failed',
    });
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img');
  }
});

function nastyCell(cell: Cell, nasty: string): Cell {
  return typeof cell === 'string' ? nasty : cell;
}

/** A day is read as a day, so the words of another column stand in for it. */
function unlessDate(name: string): string {
  return name === 'published' || name === 'changed' ? 'words' : name;
}

test('each chart says how much it may have missed, or that nobody knows', () => {
  const missed = { share: 0.04, from: '2026-10-24', to: '2026-11-22' };
  for (const id of ids) {
    expect(read(render(sampleAnswer(id)))).toContain('How much it may have missed is unknown');
    expect(read(render(sampleAnswer(id, { missed })))).toContain(
      'May have missed about 4% of views, going by page loads from 24 Oct 2026 to 22 Nov 2026.',
    );
  }
  expect(read(render(sampleAnswer('retention', { missed: { ...missed, share: 0 } })))).toContain(
    'May have missed less than 1% of views',
  );
});

test('each chart over time marks the ends of sales quarters', () => {
  const answers = [
    sampleAnswer('weekly-active-reps-by-team'),
    answerFrom('weekly-active-reps-by-product', [
      ['2026-09-21', 'routes', 31],
      ['2026-10-05', 'routes', 30],
    ]),
    answerFrom('search-to-open', [
      ['2026-09-21', 30, 20, 10],
      ['2026-10-05', 30, 20, 10],
    ]),
    answerFrom(
      'retention',
      ['2026-09-21', '2026-09-28', '2026-10-05'].flatMap((week) => [
        [week, 0, 40],
        [week, 1, 25],
      ]),
    ),
    answerFrom('before-and-after-revision', [
      ['battlecards/kestrowe', '2026-09-20T09:00:00Z', 30, 21, 40, 33, 81],
    ]),
  ];
  for (const answer of answers) {
    expect([answer.id, answer.rows.length > 0]).toEqual([answer.id, true]);
    expect(read(render(answer))).toContain('30 Sep');
  }
});

test('a year of weeks marks every quarter end, and no two words on the axis run into each other', () => {
  const weeks = Array.from({ length: 52 }, (_, week) => [
    addDays('2025-11-24', 7 * week),
    'routes',
    20 + week,
  ]);
  const page = render(answerFrom('weekly-active-reps-by-product', weeks));
  const [panel = ''] = /<svg class="chart-lines".*?<\/svg>/s.exec(page) ?? [];
  const ticks = [...panel.matchAll(/chart-tick-middle" x="([\d.]+)" y="(\d+)">([^<]+)/g)].map(
    ([, x, y, words = '']) => ({ x: Number(x), y, words }),
  );
  const rows = [...Map.groupBy(ticks, ({ y }) => y).values()];
  expect(rows.map((row) => row.map(({ words }) => words))).toEqual([
    ['31 Mar', '30 Jun', '30 Sep'],
    ['Dec', 'Feb', 'Apr', 'Jun', 'Aug', 'Oct'],
  ]);
  for (const row of rows)
    for (const [place, { x, words }] of row.entries())
      expect(x - (row[place - 1]?.x ?? 0)).toBeGreaterThan(6 * words.length);
});

const changed = (...days: string[]) =>
  render(
    answerFrom(
      'before-and-after-revision',
      days.map((day, place) => [`plays/p-${String(place)}`, `${day}T09:00:00Z`, 30, 21, 40, 33, 81]),
    ),
  );

test('several quarter ends among changes are named by their day, and what they are is said once', () => {
  expect(changed('2026-10-20')).toContain('quarter ends 30 Sep');
  const year = changed('2026-01-12', '2026-10-20');
  expect(year).not.toContain('quarter ends 30 Sep');
  expect(year.match(/dotted: a quarter ends/g)).toHaveLength(1);
  for (const day of ['31 Mar', '30 Jun', '30 Sep']) expect(year).toContain(`>${day}</text>`);
});

test('a week that may not be shown is not taken for the last one', () => {
  const answer = answerFrom('weekly-active-reps-by-product', [['2026-10-05', 'routes', 31]]);
  expect(read(render(answer))).not.toContain('last week');
});

test('no style attribute, script or handler, so that a strict content security policy lets every chart through', () => {
  for (const id of ids) expect(render(sampleAnswer(id))).not.toMatch(/\sstyle=|<script|<[^>]*\son\w+=/);
});

test('the line chart of each team has a name that says its range, its span and what is not shown', () => {
  const page = render(sampleAnswer('weekly-active-reps-by-team'));
  const names = [...page.matchAll(/role="img" aria-label="([^"]*)"/g)].map((match) => match[1]);
  expect(names).toMatchInlineSnapshot(`
    [
      "All teams: between 30 and 60 of 80 reps a week, 1 Jun 2026 to 22 Nov 2026",
      "UK mid-market: between 8 and 19 of 24 reps a week, 1 Jun 2026 to 22 Nov 2026",
      "UK enterprise: between 5 and 6 of 11 reps a week, 1 Jun 2026 to 22 Nov 2026; 15 weeks not shown",
      "DACH: between 7 and 11 of 18 reps a week, 1 Jun 2026 to 22 Nov 2026",
      "Customer success: between 6 and 9 of 14 reps a week, 1 Jun 2026 to 22 Nov 2026; 6 weeks not shown",
    ]
  `);
});

test('a team of fewer than five is named and not drawn', () => {
  const page = read(render(sampleAnswer('weekly-active-reps-by-team')));
  expect(page).toContain('Partners The team has 4 people: too few to show.');
});

/** The chart of one team, from pairs of Monday and reps. */
function renderDach(...weeks: [string, number][]): string {
  return render(
    answerFrom(
      'weekly-active-reps-by-team',
      weeks.map(([week, reps]) => [week, 'dach', reps]),
    ),
  );
}

test('a withheld week breaks the line and the area under it instead of falling to zero', () => {
  const page = renderDach(['2026-10-05', 9], ['2026-10-12', 3], ['2026-10-19', 8], ['2026-10-26', 9]);
  expect(/class="chart-line" d="([^"]*)"/.exec(page)?.[1]?.match(/M/g)).toHaveLength(2);
  expect(/class="chart-area" d="([^"]*)"/.exec(page)?.[1]?.match(/M/g)).toHaveLength(2);
  // One is the withheld week, the other the weeks since the last one that is shown.
  expect(page.match(/<rect class="chart-gap" x=/g)).toHaveLength(2);
});

test('a week between two withheld ones is a dot', () => {
  const page = renderDach(['2026-10-05', 3], ['2026-10-12', 8], ['2026-10-19', 2], ['2026-10-26', 9]);
  expect(page.match(/<circle class="chart-dot" [^>]* r="2"/g)).toHaveLength(2);
});

test('the week that is not over hangs on by a dashed line and is not the number that is told', () => {
  const page = renderDach(['2026-11-09', 12], ['2026-11-16', 6]);
  expect(page).toContain('chart-line-open');
  expect(read(page)).toContain('12 of 18 last week');
});

test('quarter ends inside the span are marked, others are not', () => {
  const page = read(render(sampleAnswer('weekly-active-reps-by-team')));
  expect(page).toContain('30 Jun');
  expect(page).toContain('30 Sep');
  expect(page).not.toMatch(/31 (?:Mar|Dec)/);
});

test('people who never said which team they are in have a panel without a head count', () => {
  const page = read(
    render(
      answerFrom('weekly-active-reps-by-team', [
        ['2026-11-09', 'unknown', 7],
        ['2026-11-02', 'unknown', 8],
      ]),
    ),
  );
  expect(page).toContain('Team not said 7 last week');
});

test('coverage is read out product by product, and a withheld product has no number', () => {
  const page = render(sampleAnswer('coverage-of-eligible-reps'));
  expect(/role="img" aria-label="([^"]*)"/.exec(page)?.[1]).toMatchInlineSnapshot(
    `"Coverage of eligible reps. Larkmoor Routes: 58 of 80 reps (73%); Larkmoor Cold: 31 of 80 reps (39%); Larkmoor Ledger: not shown."`,
  );
  expect(read(page)).toContain('Larkmoor Ledger not shown, of 80');
});

test('used assets lead to their pages; one that has left the hub is named by its id', () => {
  const page = render(
    answerFrom('use-per-asset', [
      ['collateral/pilot-plan', 9, 12, 9, 0, 0, 0, 0],
      ['gone/away', 6, 7, 6, 0, 0, 0, 0],
    ]),
  );
  expect(page).toContain('<a href="/collateral/pilot-plan/">The six-week pilot plan</a>');
  expect(read(page)).toContain('gone/away no longer in the hub');
});

test('a number withheld inside a shown row is said to be so in the table', () => {
  const page = render(answerFrom('use-per-asset', [['collateral/pilot-plan', 9, 12, 9, 3, 2, 0, 0]]));
  const cells = [...page.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map((match) => read(match[1] ?? '').trim());
  expect(cells).toEqual(['The six-week pilot plan', 'Collateral', '9', '12', 'not shown', '0']);
});

test('fifteen bars are drawn and the rest is in the table', () => {
  const page = render(sampleAnswer('use-per-asset'));
  expect(page.match(/class="chart-bar-fill"/g)).toHaveLength(15);
  expect(read(page)).toContain('5 more in the table below.');
  expect(page.match(/<tr>/g)).toHaveLength(21);
});

test('assets that five reps have not reached yet stand beside those they have', () => {
  const page = read(render(sampleAnswer('time-to-first-use')));
  expect(page).toContain('15 to 30 days 7 Assets');
  expect(page).toContain('not yet fewer than five reps 4 Assets');
});

test('unused assets are grouped by kind with their age and whom to ask', () => {
  const page = read(render(sampleAnswer('never-used')));
  expect(page).toContain('Plays 3 of 3');
  expect(page).toContain('They push back on price published 69 days ago · no owner');
});

test('thousands of rows stay in the CSV, so that the page stays light', () => {
  const rows = Array.from({ length: 5000 }, (_, place): Cell[] => [`words ${String(place)}`, 9, 9]);
  const page = render(answerFrom('top-searches', rows));
  expect(page.match(/<tr>/g)).toHaveLength(401);
  expect(read(page)).toContain('4,600 more rows are in the CSV.');
});

test('findings say what the rows bear out and never why', () => {
  const findings = ids.map((id) =>
    read(/<p class="chart-finding">(.*?)<\/p>/s.exec(render(sampleAnswer(id)))?.[1] ?? ''),
  );
  expect(findings).toMatchInlineSnapshot(`
    [
      "“Kestrowe” is used by the most reps, 52, ahead of “Frostmere Systems” with 46. The five assets with the most views make up 51% of those shown here.",
      "UK mid-market rose most: 19 reps in an average week of the last four, 17.3 in the four before.",
      "In the last full week Larkmoor Routes was used by the most reps, 31; Larkmoor Cold 12.",
      "Of reps who used the hub in a week, 72% used it again the week after.",
      "Larkmoor Routes reached the most, 58 of 80 reps (73%); Larkmoor Cold the fewest, 31 of 80 reps (39%).",
      "Of the 15 assets that reached five reps, half did within 25 days; 4 more are not there yet.",
      "Of 2 assets with a new revision, 1 went up, 0 went down, and for 1 there is too little to say.",
      "13 of the hub's 24 assets were opened by nobody; “What does it cost?” has waited longest.",
      "“price” was searched for by the most people, 34.",
      "11 people searched for “tacho integration” and found nothing: the first gap to fill.",
      "7 people asked for “danish price list”.",
      "14 reps heard “Vantello is twelve pounds!”, on the card Vantello: more than any other.",
      "In the week from 9 Nov 2026 30 people searched, 24 found something and 18 opened a hit.",
      "In the week from 9 Nov 2026 half of all answers were there within 4.2 seconds, three of four within 9.5; the goal of 10 is reached.",
    ]
  `);
  for (const finding of findings) expect(finding).not.toMatch(/caus|because|thanks to|due to/i);
});
