import type { Answer, AnswerColumn, Cell } from './answer-shape.ts';
import { renderCell } from './cell.ts';
import type { ChartContext } from './context.ts';
import { markup, type Markup } from './markup.ts';

/** Every row of an answer as a table, in the order of the answer; assets lead to their pages. */
export function renderTable(answer: Answer, context: ChartContext): Markup {
  const { columns, rows } = answer;
  return markup`
    <div class="chart-table" role="region" aria-label="Table: ${answer.title}" tabindex="0">
      <table>
        <thead><tr>${columns.map(renderHead)}</tr></thead>
        <tbody>
          ${rows.map(
            (row) =>
              markup`<tr>${columns.map((column, place) => renderData(row[place] ?? null, column, context))}</tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function renderHead(column: AnswerColumn): Markup {
  return markup`<th scope="col" class="${isNumber(column) ? 'chart-number' : 'chart-text'}">${column.label}</th>`;
}

function renderData(cell: Cell, column: AnswerColumn, context: ChartContext): Markup {
  const text = renderCell(cell, column.type, context);
  const page = column.type === 'asset' ? context.assets.get(String(cell)) : undefined;
  const kind = cell === null ? 'chart-withheld' : isNumber(column) ? 'chart-number' : 'chart-text';
  return markup`<td class="${kind}">${page === undefined ? text : markup`<a href="${page.url}">${text}</a>`}</td>`;
}

function isNumber(column: AnswerColumn): boolean {
  return column.type === 'number' || column.type === 'share';
}
