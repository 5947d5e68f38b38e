import { expect, test } from 'vitest';
import { renderCell } from '../../../src/charts/cell.ts';
import { renderCsv } from '../../../src/charts/csv.ts';
import { renderTable } from '../../../src/charts/table.ts';
import { context, sampleAnswer, sampleSnapshot } from './sample-snapshot.ts';

test('a cell that a spreadsheet would run begins with an apostrophe', () => {
  const rows = ['=1+1', '+49', '-2', '@sum', '\tx', 'a=b'].map((words) => [words]);
  const csv = renderCsv(
    sampleAnswer({ id: 'top-searches', columns: [{ name: 'words', label: 'Words', type: 'text' }], rows }),
    context,
  );
  expect(csv).toBe("\uFEFFWords\r\n'=1+1\r\n'+49\r\n'-2\r\n'@sum\r\n'\tx\r\na=b\r\n");
});

test('commas, quotes and line ends stay inside their cell, numbers stay numbers, withheld is empty', () => {
  const csv = renderCsv(
    sampleAnswer({
      id: 'top-searches',
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

test('assets and teams come with id and name', () => {
  const csv = renderCsv(
    sampleAnswer({ id: 'use-per-asset', rows: [['collateral/pilot-plan', 9, 12]] }),
    context,
  );
  expect(csv).toContain('Asset (id),Asset,People,Uses\r\ncollateral/pilot-plan,The six-week pilot plan,9,12');
});

test.each(sampleSnapshot().answers.map((answer) => [answer.id, answer] as const))(
  'the CSV of %s has the rows of its table, in the same order',
  (_, answer) => {
    const shown = [...renderTable(answer, context).text.matchAll(/<tr>(.*?)<\/tr>/gs)]
      .slice(1)
      .map((row) =>
        [...(row[1] ?? '').matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map((cell) => plain(cell[1] ?? '')),
      );
    const plainColumns = answer.columns.flatMap((column) =>
      ['asset', 'team', 'product'].includes(column.type) ? [undefined, 'text' as const] : [column.type],
    );
    const filed = renderCsv(answer, context)
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) =>
        fields(line).flatMap((field, place) => {
          const type = plainColumns[place];
          if (type === undefined) return [];
          const cell = field === '' ? null : type === 'number' || type === 'share' ? Number(field) : field;
          return [renderCell(cell, type, context)];
        }),
      );
    expect(filed).toEqual(shown);
    expect(filed).toHaveLength(answer.rows.length);
  },
);

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
