import type { Day } from '../library/dates.ts';
import type { Answer } from './answer-shape.ts';
import { renderNumber } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureOf } from './figures.ts';
import { html, type Markup } from './markup.ts';
import { renderEmptyState, renderProblem } from './states.ts';
import { renderTable } from './table.ts';

/** The address of an answer's rows as CSV. */
export function csvUrlOf(question: string): string {
  return `/adoption/${question}.csv`;
}

/**
 * Everything the page says about one question: the question, what the rows bear out in a sentence, the figure, what is
 * held back, and behind it the table, the CSV and the HogQL. Goes inside an element whose id is the question's.
 */
export function renderAnswer(answer: Answer, context: ChartContext, today: Day): Markup {
  const figure = figureOf(answer.id);
  const drawn = answer.rows.length > 0;
  const input = { answer, context, today };
  const table = renderTable(answer, context);
  return html`<div class="chart-words">
<h2 id="${answer.id}-title">${answer.title} <a class="chart-anchor" href="#${answer.id}" aria-label="Link to this chart">#</a></h2>
${drawn && figure !== undefined ? renderFinding(figure.finding(input)) : undefined}
<p class="chart-asks">${answer.asks}</p>
${renderWithheld(answer)}
</div>
<div class="chart-shown">
${renderProblem(answer)}
<figure class="chart-figure" aria-labelledby="${answer.id}-title">
${drawn ? (figure === undefined ? table : figure.render(input)) : renderEmptyState(answer)}
</figure>
<div class="chart-behind">
${drawn && figure !== undefined ? html`<details><summary>Table, ${renderNumber(answer.rows.length)} ${answer.rows.length === 1 ? 'row' : 'rows'}</summary>${table}</details>` : undefined}
<details><summary>How it is counted (HogQL)</summary><pre class="chart-hogql"><code>${answer.hogql.trim()}</code></pre></details>
<a class="chart-csv" href="${csvUrlOf(answer.id)}" download>CSV<span class="sr-only"> of “${answer.title}”</span></a>
</div>
</div>`;
}

function renderFinding(finding: string | undefined): Markup | undefined {
  return finding === undefined ? undefined : html`<p class="chart-finding">${finding}</p>`;
}

function renderWithheld(answer: Answer): Markup | undefined {
  if (answer.withheldNote === '') return undefined;
  return html`<p class="chart-withheld-note">${answer.withheldNote}</p>`;
}
