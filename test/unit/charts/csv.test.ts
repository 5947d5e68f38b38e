import { expect, test } from 'vitest';
import { renderCell } from '../../../src/charts/cell.ts';
import { renderCsv } from '../../../src/charts/csv.ts';
import { tableColumns } from '../../../src/charts/table-columns.ts';
import { renderTable } from '../../../src/charts/table.ts';
import { questions } from '../../../src/usage/questions/questions.ts';
import { UNDER_TEN } from '../../../src/usage/snapshot/answer.ts';
import { context, sampleAnswer } from './sample-snapshot.ts';

test('a cell that a spreadsheet would run begins with an apostrophe', () => {
  const rows = ['=1+1', '+49', '-2', '@sum', '\tx', 'a=b'].map((words) => [words]);
  const columns = [{ name: 'query', label: 'Words', type: 'text' as const }];
  const csv = renderCsv(sampleAnswer('top-searches', { columns, rows }), context);
  expect(csv).toBe("\uFEFFWords\r\n'=1+1\r\n'+49\r\n'-2\r\n'@sum\r\n'\tx\r\na=b\r\n");
});

test('commas, quotes and line ends stay inside their cell, numbers stay numbers, unknown is empty', () => {
  const csv = renderCsv(
    sampleAnswer('top-searches', {
      columns: [
        { name: 'words', label: 'Words, typed', type: 'text' },
        { name: 'change', label: 'Change', type: 'number' },
        { name: 'share', label: 'Share', type: 'share' },
      ],
      rows: [
        ['a "b", c\nd', -3, 0.625],
        ['e', null, null],
      ],
    }),
    context,
  );
  expect(csv).toBe('\uFEFF"Words, typed",Change,Share\r\n"a ""b"", c\nd",-3,0.625\r\ne,,\r\n');
});

test('rows of before the newest weeks could be counted say up to when they are', () => {
  const kept = sampleAnswer('requested', { state: 'failed' });
  expect(renderCsv(kept, context)).toBe(
    '\uFEFFWords,People,Counted up to\r\ndanish price list,15,2026-09-27\r\n',
  );
});

test('teams and products come with id and name, assets with the title that the answer brings; under ten is text', () => {
  const weekly = sampleAnswer('weekly-active-reps-by-team', {
    rows: [
      ['2026-11-09', 'uk-mid', 15],
      ['2026-11-09', 'nordics+partners', 'under 10'],
    ],
  });
  expect(renderCsv(weekly, context)).toBe(
    '\uFEFFWeek from,Team (id),Team,Active reps\r\n2026-11-09,uk-mid,UK mid-market,15\r\n2026-11-09,nordics+partners,Nordics and Partners,under 10\r\n',
  );
  const used = sampleAnswer('use-per-asset', {
    rows: [['collateral/pilot-plan', 'The six-week pilot plan', 'collateral', 15, 'under 10', 10, 10]],
  });
  expect(renderCsv(used, context)).toBe(
    '\uFEFFAsset,Title,Kind,Reps,Reps who copied,Reps who downloaded,Reps who opened its link\r\ncollateral/pilot-plan,The six-week pilot plan,collateral,15,under 10,10,10\r\n',
  );
});

test.each(questions.map(({ id }) => id))('the CSV of %s says the same as its table, row by row', (id) => {
  const answer = sampleAnswer(id);
  const shown = [...renderTable(answer, context).text.matchAll(/<tr>(.*?)<\/tr>/gs)]
    .slice(1)
    .map((row) => [...(row[1] ?? '').matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map((cell) => plain(cell[1] ?? '')));
  const [head = '', ...lines] = renderCsv(answer, context).slice(1).trimEnd().split('\r\n');
  const labels = fields(head);
  const columns = tableColumns(answer);
  const shownColumns = columns.filter(({ names }) => columns.every(({ name }) => name !== names));
  const filed = lines.map((line) => {
    const cells = fields(line);
    return shownColumns.map((column) => {
      const named = labels.indexOf(`${column.label} (id)`);
      const field = cells[named === -1 ? labels.indexOf(column.label) : named] ?? '';
      const isNumber = ['number', 'people', 'share'].includes(column.type) && field !== UNDER_TEN;
      return renderCell(field === '' ? null : isNumber ? Number(field) : field, column, context);
    });
  });
  expect(filed).toEqual(shown);
  expect(filed).toHaveLength(answer.rows.length);
});

function plain(markup: string): string {
  return markup
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function fields(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '',
  );
}
