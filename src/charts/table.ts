import type { Answer, AnswerColumn } from './answer-shape.ts';
import { renderCell } from './cell.ts';
import type { ChartContext } from './context.ts';
import { html, type Markup } from './markup.ts';

/** Every row of an answer as a table, in the order of the answer; assets lead to their pages. */
export function renderTable(answer: Answer, context: ChartContext): Markup {
  const isNumber = (column: AnswerColumn) => column.type === 'number' || column.type === 'share';
  return html`<div class="chart-table" role="region" aria-label="Table: ${answer.title}" tabindex="0"><table>
<thead><tr>${answer.columns.map((column) => html`<th scope="col"${html` class="${isNumber(column) ? 'chart-number' : 'chart-text'}"`}>${column.label}</th>`)}</tr></thead>
<tbody>${answer.rows.map(
    (row) => html`<tr>${answer.columns.map((column, place) => {
      const cell = row[place] ?? null;
      const text = renderCell(cell, column.type, context);
      const page = column.type === 'asset' ? context.assets.get(String(cell)) : undefined;
      const kind = cell === null ? 'chart-withheld' : isNumber(column) ? 'chart-number' : 'chart-text';
      return html`<td class="${kind}">${page === undefined ? text : html`<a href="${page.url}">${text}</a>`}</td>`;
    })}</tr>
`,
  )}</tbody>
</table></div>`;
}
