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
  const page = read(render(sampleAnswer(id, { state: 'no-data', rows: [] })));
  expect(page).toContain('Nobody has opened the hub yet, or the numbers are not connected.');
  expect(page).not.toContain('Table,');
});

test('an answer says which weeks it is about, and what its numbers are', () => {
  expect(read(render(sampleAnswer('top-searches')))).toContain(
    'Counted from 29 Jun 2026 to 27 Sep 2026; people are rounded to fives, and under 10 can be nobody.',
  );
});

test('an answer says which of its weeks went by another time zone', () => {
  const before = { zone: 'UTC', until: '2026-08-30' };
  const counted = { from: '2026-06-29', until: '2026-09-27', before };
  expect(read(render(sampleAnswer('top-searches', { counted })))).toContain(
    'Weeks up to 30 Aug 2026 were counted by the clocks of another time zone, UTC, and stay as they are.',
  );
});

test('a question that failed with an earlier answer shows it and says from when it is', () => {
  const page = read(
    render(sampleAnswer('top-searches', { state: 'failed', problem: 'PostHog did not answer.' })),
  );
  expect(page).toContain(
    'Counted up to 27 Sep 2026; asked again on 22 Nov 2026 without answer. PostHog did not answer.',
  );
  expect(page).toContain('price');
});

test('a question that failed after a good answer without rows still says what that answer was', () => {
  const page = read(render(sampleAnswer('never-used', { state: 'failed', rows: [] })));
  expect(page).toContain('Counted up to 27 Sep 2026');
  expect(page).toContain('Nothing lies unused.');
});

test('a question that failed with nothing before it says that nothing is lost', () => {
  const page = read(render(answerFrom('top-searches', 'It took too long.')));
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
  return name === 'published' || name === 'from' ? 'words' : name;
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

/** One row of a question for each team, so that all are somebody. */
const inTeams = (key: readonly Cell[], ...people: number[]): Cell[][] =>
  context.teams
    .filter(({ reps }) => reps > 9)
    .map(({ id, reps }) => [...key, id, ...people.map((each) => Math.min(reps, each))]);

test('each chart over time marks the ends of sales quarters', () => {
  const answers = [
    sampleAnswer('weekly-active-reps-by-team'),
    answerFrom('weekly-active-reps-by-product', [
      ...inTeams(['2026-09-21', 'routes'], 10),
      ...inTeams(['2026-10-05', 'routes'], 10),
    ]),
    answerFrom('search-to-open', [
      ...inTeams(['2026-09-21'], 10, 10, 10),
      ...inTeams(['2026-10-05'], 10, 10, 10),
    ]),
    answerFrom(
      'retention',
      ['2026-09-21', '2026-09-28', '2026-10-05'].flatMap((week) => [
        ...inTeams([week, 0], 11),
        ...inTeams([week, 1], 10),
      ]),
    ),
  ];
  for (const answer of answers) {
    expect([answer.id, answer.rows.length > 0]).toEqual([answer.id, true]);
    expect(read(render(answer))).toContain('30 Sep');
  }
});

test('a year of weeks marks every quarter end, and no two words on the axis run into each other', () => {
  const weeks = Array.from({ length: 52 }, (_, week): Cell[] => [
    addDays('2025-11-17', 7 * week),
    'routes',
    20 + 5 * (week % 3),
  ]);
  const page = render({ ...sampleAnswer('weekly-active-reps-by-product'), rows: weeks });
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

test('a week under ten is not taken for the last one', () => {
  const answer = answerFrom('weekly-active-reps-by-product', inTeams(['2026-10-05', 'routes'], 10));
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
      "All teams: between 35 and 65 of 80 reps a week, 1 Jun 2026 to 15 Nov 2026",
      "UK mid-market: between 10 and 20 of 24 reps a week, 1 Jun 2026 to 15 Nov 2026",
      "UK enterprise: between 10 and 10 of 11 reps a week, 1 Jun 2026 to 15 Nov 2026; 17 weeks under 10",
      "DACH: between 10 and 10 of 18 reps a week, 1 Jun 2026 to 15 Nov 2026; 18 weeks under 10",
      "Nordics and Partners: between 10 and 10 of 13 reps a week, 1 Jun 2026 to 15 Nov 2026; 14 weeks under 10",
      "Customer success: between 10 and 15 of 14 reps a week, 1 Jun 2026 to 15 Nov 2026",
    ]
  `);
});

test('teams that are counted together are one panel, with the seats of both', () => {
  const page = read(render(sampleAnswer('weekly-active-reps-by-team')));
  expect(page).toContain('Nordics and Partners');
  expect(page).not.toContain('Team not said');
});

/** The chart of one team, from pairs of Monday and reps; as many again of another, so that the week is somebody. */
function renderDach(...weeks: [string, number][]): string {
  return render(
    answerFrom(
      'weekly-active-reps-by-team',
      weeks.map(([week, reps]) => [week, 'dach', reps]),
    ),
  );
}

test('a week under ten breaks the line and the area under it instead of falling to zero', () => {
  const page = renderDach(['2026-10-05', 14], ['2026-10-12', 3], ['2026-10-19', 14], ['2026-10-26', 15]);
  expect(/class="chart-line" d="([^"]*)"/.exec(page)?.[1]?.match(/M/g)).toHaveLength(2);
  expect(/class="chart-area" d="([^"]*)"/.exec(page)?.[1]?.match(/M/g)).toHaveLength(2);
  // Of all teams and of the one: the week under ten, and those before the first and since the last.
  expect(page.match(/<rect class="chart-gap" x=/g)?.length).toBeGreaterThan(2);
});

test('a week between two under ten is a dot', () => {
  const page = renderDach(['2026-10-05', 3], ['2026-10-12', 15], ['2026-10-19', 2], ['2026-10-26', 15]);
  expect(page.match(/<circle class="chart-dot" [^>]* r="2"/g)?.length).toBeGreaterThanOrEqual(2);
});

test('quarter ends inside the span are marked, others are not', () => {
  const page = read(render(sampleAnswer('weekly-active-reps-by-team')));
  expect(page).toContain('30 Jun');
  expect(page).toContain('30 Sep');
  expect(page).not.toMatch(/31 (?:Mar|Dec)/);
});

test('people who never said which team they are in have a panel without a head count, where they are somebody', () => {
  const page = read(
    render(
      answerFrom('weekly-active-reps-by-team', [
        ['2026-11-09', 'unknown', 25],
        ['2026-11-02', 'unknown', 25],
      ]),
    ),
  );
  expect(page).toContain('Team not said 25 last week');
});

test('coverage is read out product by product, and a product under ten says so', () => {
  const page = render(sampleAnswer('coverage-of-eligible-reps'));
  expect(/role="img" aria-label="([^"]*)"/.exec(page)?.[1]).toMatchInlineSnapshot(
    `"Coverage of eligible reps. Larkmoor Routes: 55 of 80 reps (70%); Larkmoor Cold: 30 of 80 reps (40%); Larkmoor Ledger: under 10."`,
  );
  expect(read(page)).toContain('Larkmoor Ledger under 10, of 80');
});

test('used assets lead to their pages; one that has left the hub is named by its id', () => {
  const page = render(
    answerFrom('use-per-asset', [
      ['collateral/pilot-plan', 'uk-mid', 20, 3, 0, 0],
      ['gone/away', 'uk-mid', 20, 0, 0, 0],
      ['x', 'uk-mid', 20, 0, 0, 0],
      ['y', 'uk-mid', 20, 0, 0, 0],
    ]),
  );
  expect(page).toContain('<a href="/collateral/pilot-plan/">The six-week pilot plan</a>');
  expect(read(page)).toContain('gone/away no longer in the hub');
});

test('a number under ten inside a shown row is said to be so in the table', () => {
  const page = render(
    sampleAnswer('use-per-asset', {
      rows: [['collateral/pilot-plan', 'T', 'collateral', 15, 'under 10', 'under 10', 'under 10']],
    }),
  );
  const cells = [...page.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map((match) => read(match[1] ?? '').trim());
  expect(cells).toEqual(['The six-week pilot plan', 'Collateral', '15', 'under 10', 'under 10', 'under 10']);
});

test('fifteen bars are drawn and the rest is in the table', () => {
  const page = render(sampleAnswer('use-per-asset'));
  expect(page.match(/class="chart-bar-fill"/g)).toHaveLength(15);
  const { length } = sampleAnswer('use-per-asset').rows;
  expect(read(page)).toContain(`${String(length - 15)} more in the table below.`);
  expect(page.match(/<tr>/g)).toHaveLength(length + 1);
});

test('assets that ten reps have not reached yet stand beside those they have', () => {
  const page = read(render(sampleAnswer('time-to-first-use')));
  expect(page).toContain('5 to 8 weeks');
  expect(page).toContain('not yet under 10 reps in four weeks');
});

test('unused assets are grouped by kind with their age and whom to ask', () => {
  const page = read(render(sampleAnswer('never-used')));
  expect(page).toContain('Plays 3 of 3');
  expect(page).toContain('They push back on price published 69 days ago · no owner');
});

test('thousands of rows stay in the CSV, so that the page stays light', () => {
  const rows = Array.from({ length: 5000 }, (_, place): Cell[] => [`words ${String(place)}`, 15]);
  const page = render(sampleAnswer('top-searches', { rows }));
  expect(page.match(/<tr>/g)).toHaveLength(401);
  expect(read(page)).toContain('4,600 more rows are in the CSV.');
});

test('findings say what the rows bear out and never why', () => {
  const findings = ids.map((id) =>
    read(/<p class="chart-finding">(.*?)<\/p>/s.exec(render(sampleAnswer(id)))?.[1] ?? ''),
  );
  expect(findings).toMatchInlineSnapshot(`
    [
      "“Frostmere Systems” is used by 45 reps.",
      "Customer success rose most: 13.8 reps in an average week of the last four, 12.5 in the four before.",
      "In the last full week Larkmoor Routes was used by the most reps, 30; Larkmoor Cold 20.",
      "Larkmoor Routes is carried into calls most: 30 reps, by UK mid-market.",
      "UK mid-market uses Larkmoor Cold most, 100% of the team. 6 pairs of product and team are under 10.",
      "Of reps who used the hub in a week, 65% used it again the week after.",
      "Larkmoor Routes reached the most, 55 of 80 reps (70%); Larkmoor Cold the fewest, 30 of 80 reps (40%).",
      "Of the 2 assets that reached ten reps, half did within 5 weeks; 4 more are not there yet.",
      "Too few to say how long launches should wait, or no clear difference: 1 asset could be compared, and hub.yaml holds launches for 14 days.",
      "“Can we try it first?” gained most, from under 10 to 15.",
      "14 of the hub's 24 assets were opened by fewer than ten reps, or nobody; “What does it cost?” has waited longest.",
      "“kestrowe” was searched for by the most people, 40.",
      "25 people searched for “tacho integration” and found nothing: the first gap to fill.",
      "15 people asked for “danish price list”.",
      "15 agents asked for “lone worker alarm” and found nothing: the first gap to fill.",
      "20 reps heard “Vantello is twelve pounds!”, on the card Vantello: more than any other.",
      "Of “The six-week pilot plan” slide 1 was shown to 45 reps, slide 3 to 15 reps.",
      "In the week from 9 Nov 2026 45 people searched, 35 found something and 25 opened a hit.",
      "In the week from 9 Nov 2026, 20 of 30 people who came from a search landed (65%): they copied or rated what it led to before anything else. The others scrolled on, searched again or said that it does not help; whoever only read it is in neither number.",
      "In the week from 9 Nov 2026, so many of the people mostly had their answer within 10 seconds: 90% in the search box, 100% in call mode and 75% on the page that a search led to. The goal of 75% is reached.",
      "In 1 of 6 directions ten people or more of one department read another one. Sales reads Devices and firmware, and is not read back.",
      "20 reps of Team not said finished “training/onboarding”.",
    ]
  `);
  for (const finding of findings) expect(finding).not.toMatch(/caus|because|thanks to|due to/i);
});
