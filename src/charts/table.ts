import type { Answer } from '../usage/snapshot/snapshot.ts';
import { UNDER_TEN, type Cell } from '../usage/snapshot/answer.ts';
import { renderCell, renderNumber } from './cell.ts';
import type { ChartContext } from './context.ts';
import { markup, type Markup } from './markup.ts';
import { tableColumns, type TableColumn } from './table-columns.ts';

/** A page stays readable and light with so many rows; the CSV has all. */
const ROWS = 400;

const NUMBERS: ReadonlySet<TableColumn['type']> = new Set(['number', 'people', 'share']);

/** The rows of an answer as a table, in the order of the answer. An asset is its title and leads to its page. */
export function renderTable(answer: Answer, context: ChartContext): Markup {
  const { rows } = answer;
  const places = shownColumns(tableColumns(answer));
  return markup`
    <div class="chart-table" role="region" aria-label="Table: ${answer.title}" tabindex="0">
      <table>
        <thead><tr>${places.map(([column]) => renderHead(column))}</tr></thead>
        <tbody>
          ${rows.slice(0, ROWS).map((row) => renderRow(row, places, context))}
        </tbody>
      </table>
    </div>
    ${rows.length > ROWS ? markup`<p class="chart-rest">${renderNumber(rows.length - ROWS)} more rows are in the CSV.</p>` : undefined}`;
}

/** All columns with their places; a title is left out where the asset before it already shows it. */
function shownColumns(columns: readonly TableColumn[]): [TableColumn, number][] {
  const names = new Set(columns.map(({ name }) => name));
  return columns.flatMap((column, place): [TableColumn, number][] =>
    column.names !== undefined && names.has(column.names) ? [] : [[column, place]],
  );
}

function renderHead(column: TableColumn): Markup {
  return markup`<th scope="col" class="${isNumber(column) ? 'chart-number' : 'chart-text'}">${column.label}</th>`;
}

function renderRow(
  row: readonly Cell[],
  places: readonly [TableColumn, number][],
  context: ChartContext,
): Markup {
  return markup`<tr>${places.map(([column, place]) => renderData(row[place] ?? null, column, context))}</tr>`;
}

function renderData(cell: Cell, column: TableColumn, context: ChartContext): Markup {
  const text = renderCell(cell, column, context);
  const page = column.type === 'asset' ? context.assets.get(String(cell)) : undefined;
  const align = isNumber(column) ? 'chart-number' : 'chart-text';
  return markup`<td class="${align}${cell === null || cell === UNDER_TEN ? ' chart-quiet' : ''}">${page === undefined ? text : markup`<a href="${page.url}">${text}</a>`}</td>`;
}

function isNumber(column: TableColumn): boolean {
  return NUMBERS.has(column.type);
}
