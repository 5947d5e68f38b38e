import { expect, test } from 'vitest';
import { renderAnswer } from '../../../src/charts/answer.ts';
import type { Answer } from '../../../src/usage/snapshot.ts';
import { context, sampleAnswer, sampleSnapshot, TODAY } from './sample-snapshot.ts';

function answerOf(id: string, over: Partial<Answer> = {}): Answer {
  const found = sampleSnapshot().answers.find((answer) => answer.id === id);
  if (found === undefined) throw new Error(`The sample has no ${id}.`);
  return { ...found, ...over };
}

const render = (answer: Answer) => renderAnswer(answer, context, TODAY).text;

/** Text as a reader meets it: no tags, no runs of white space. */
const read = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

const ids = sampleSnapshot().answers.map((answer) => answer.id);

test.each(ids)('%s is headed by its question and offers its table, its CSV and how it is counted', (id) => {
  const answer = answerOf(id);
  const page = render(answer);
  expect(page).toContain(`<h2 id="${id}-title">${answer.title} `);
  expect(page).toContain(`href="/adoption/${id}.csv"`);
  expect(read(page)).toContain(`Table, ${String(answer.rows.length)} rows`);
  expect(page).toContain('<pre class="chart-hogql"><code>SELECT');
  expect(page).toContain('class="chart-finding"');
});

test.each(ids)('%s says what is missing when there are no numbers', (id) => {
  const page = read(render(answerOf(id, { state: 'no-data', rows: [], withheld: 0 })));
  expect(page).toContain('Nobody has opened the hub yet, or the numbers are not connected.');
  expect(page).not.toContain('Table,');
});

test.each(ids)('%s says so when only groups under five people have done it', (id) => {
  const page = read(render(answerOf(id, { rows: [], withheld: 3 })));
  expect(page).toContain('3 groups are held back because fewer than five people stand behind each.');
});

test('a question that failed with an earlier answer shows it and says that it is old', () => {
  const page = read(
    render(answerOf('top-searches', { state: 'failed', problem: 'PostHog did not answer.' })),
  );
  expect(page).toContain(
    'could not be brought up to date. PostHog did not answer. What you see is the last answer',
  );
  expect(page).toContain('price');
});

test('a question that failed with nothing before it says that nothing is lost', () => {
  const page = read(render(answerOf('top-searches', { state: 'failed', rows: [] })));
  expect(page).toContain('Nothing that was recorded is lost');
});

test('never-used with no asset on its list is good news, not missing data', () => {
  expect(read(render(answerOf('never-used', { rows: [] })))).toContain('Nothing lies unused.');
});

test('what people typed can never become markup, wherever it is shown', () => {
  const nasty = `"><img src=x onerror=alert(1)>'&`;
  for (const id of ids) {
    const answer = answerOf(id);
    const rows = answer.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? nasty : cell)));
    const page = render({
      ...answer,
      rows: answer.columns.some((column) => column.type === 'week') ? answer.rows : rows,
      title: nasty,
      asks: nasty,
      hogql: nasty,
      withheldNote: nasty,
      problem: nasty,
      columns: answer.columns.map(({ name, type }) => ({ name, type, label: nasty })),
      state: 'failed',
    });
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img');
  }
});

test('no style attribute, so that a strict content security policy lets every chart through', () => {
  for (const id of ids) expect(render(answerOf(id))).not.toMatch(/\sstyle=|<script|\son\w+=/);
});

test('the line chart of each team has a name that says its range, its span and what is not shown', () => {
  const page = render(answerOf('weekly-active-reps-by-team'));
  const names = [...page.matchAll(/role="img" aria-label="([^"]*)"/g)].map((match) => match[1]);
  expect(names).toMatchInlineSnapshot(`
    [
      "UK mid-market: between 6 and 20 of 24 people a week, 25 May 2026 to 22 Nov 2026",
      "UK enterprise: between 5 and 9 of 11 people a week, 25 May 2026 to 22 Nov 2026; 4 weeks not shown",
      "DACH: between 6 and 10 of 18 people a week, 25 May 2026 to 22 Nov 2026",
      "Nordics: between 5 and 7 of 9 people a week, 25 May 2026 to 22 Nov 2026; 9 weeks not shown",
      "Customer success: between 5 and 11 of 14 people a week, 25 May 2026 to 22 Nov 2026",
    ]
  `);
});

test('a team of fewer than five is named and not drawn', () => {
  const page = read(render(answerOf('weekly-active-reps-by-team')));
  expect(page).toContain('Partners The team has 4 people: too few to show.');
});

test('a withheld week breaks the line instead of falling to zero', () => {
  const columns = answerOf('weekly-active-reps-by-team').columns;
  const rows = [
    ['2026-10-05', 'dach', 9],
    ['2026-10-12', 'dach', null],
    ['2026-10-19', 'dach', 8],
    ['2026-10-26', 'dach', 9],
  ];
  const page = render(answerOf('weekly-active-reps-by-team', { columns, rows }));
  const drawn = /class="chart-line" d="([^"]*)"/.exec(page)?.[1] ?? '';
  expect(drawn.match(/M/g)).toHaveLength(2);
  expect(page.match(/<rect class="chart-gap" x=/g)).toHaveLength(1);
});

test('the week that is not over hangs on by a dashed line and is not the number that is told', () => {
  const columns = answerOf('weekly-active-reps-by-team').columns;
  const rows = [
    ['2026-11-09', 'dach', 12],
    ['2026-11-16', 'dach', 6],
  ];
  const page = render(answerOf('weekly-active-reps-by-team', { columns, rows }));
  expect(page).toContain('chart-line-open');
  expect(read(page)).toContain('12 of 18 last week');
});

test('quarter ends inside the span are marked, others are not', () => {
  const page = read(render(answerOf('weekly-active-reps-by-team')));
  expect(page).toContain('30 Jun');
  expect(page).toContain('30 Sep');
  expect(page).not.toContain('31 Dec');
});

test('coverage is read out team by team', () => {
  const page = render(answerOf('coverage-of-eligible-reps'));
  expect(/role="img" aria-label="([^"]*)"/.exec(page)?.[1]).toMatchInlineSnapshot(
    `"How much of each team has used the hub? UK mid-market: 21 of 24 people (88%); UK enterprise: 8 of 11 people (73%); DACH: 11 of 18 people (61%); Nordics: 7 of 9 people (78%); Partners: not shown; Customer success: 6 of 14 people (43%)."`,
  );
});

test('no chart adds teams up, because the people of a withheld team would follow by subtraction', () => {
  const page = read(render(answerOf('coverage-of-eligible-reps')));
  expect(page).not.toContain(' 53 ');
  expect(page).not.toContain(' 76 ');
});

test('used assets lead to their pages; one that has left the hub is named by its id', () => {
  const page = render(
    sampleAnswer({
      id: 'use-per-asset',
      rows: [
        ['collateral/pilot-plan', 9, 12],
        ['gone/away', 6, 7],
      ],
    }),
  );
  expect(page).toContain('<a href="/collateral/pilot-plan/">The six-week pilot plan</a>');
  expect(read(page)).toContain('gone/away no longer in the hub');
});

test('fifteen bars are drawn and the rest is in the table', () => {
  const page = render(answerOf('use-per-asset'));
  expect(page.match(/class="chart-bar-fill"/g)).toHaveLength(15);
  expect(read(page)).toContain('3 more in the table below.');
  expect(page.match(/<tr>/g)).toHaveLength(19);
});

test('unused assets are grouped by kind with their age and whom to ask', () => {
  const page = read(render(answerOf('never-used')));
  expect(page).toContain('Plays 3 of 3');
  expect(page).toContain('They push back on price published 69 days ago · no owner');
});

test('findings say what the rows bear out and never why', () => {
  const findings = ids.map((id) =>
    read(/<p class="chart-finding">(.*?)<\/p>/s.exec(render(answerOf(id)))?.[1] ?? ''),
  );
  expect(findings).toMatchInlineSnapshot(`
    [
      "“Kestrowe” is used by the most people, 52, ahead of “Frostmere Systems” with 46. The five assets with the most uses make up 57% of those shown here.",
      "Customer success rose most: 10.8 people in an average week of the last four, 9.3 in the four before.",
      "UK mid-market is covered best, 21 of 24 people (88%); Customer success least, 6 of 14 people (43%).",
      "13 of the hub's 24 assets have not been used; “What does it cost?” has waited longest.",
      "“price” was searched for by the most people, 34.",
      "11 people searched for “tacho integration” and found nothing: the first gap to fill.",
    ]
  `);
  for (const finding of findings) expect(finding).not.toMatch(/caus|because|thanks to|due to/i);
});
