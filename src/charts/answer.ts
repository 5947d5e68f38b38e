import type { Day } from '../library/dates.ts';
import type { Answer } from '../usage/snapshot.ts';
import { renderCount } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureOf } from './figures.ts';
import { markup, type Markup } from './markup.ts';
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
  // Rows that are kept from an earlier day are about that day.
  const input = { answer, context, today: answer.answeredAt?.slice(0, 10) ?? today };
  const drawn = answer.rows.length > 0;
  const figure = drawn ? figureOf(answer.id) : undefined;
  const table = renderTable(answer, context);
  return markup`
    <div class="chart-words">
      <p class="chart-topic">${answer.title}</p>
      <h2 id="${answer.id}-title">${answer.asks} <a class="chart-anchor" href="#${answer.id}" aria-label="Link to this chart">#</a></h2>
      ${renderParagraph('chart-finding', figure?.finding(input))}
      ${renderParagraph('chart-withheld-note', answer.withheldNote)}
    </div>
    <div class="chart-shown">
      ${renderProblem(answer, today)}
      <figure class="chart-figure" aria-labelledby="${answer.id}-title">
        ${drawn ? (figure?.render(input) ?? table) : renderEmptyState(answer)}
      </figure>
      <div class="chart-behind">
        ${figure === undefined ? undefined : renderBehind(`Table, ${renderCount(answer.rows.length, 'row', 'rows')}`, table)}
        ${renderBehind('How it is counted (HogQL)', markup`<pre class="chart-hogql"><code>${answer.hogql.trim()}</code></pre>`)}
        <a class="chart-csv" href="${csvUrlOf(answer.id)}" download>CSV<span class="sr-only"> of “${answer.title}”</span></a>
      </div>
    </div>`;
}

function renderParagraph(kind: string, words: string | undefined): Markup | undefined {
  return words === undefined || words === '' ? undefined : markup`<p class="${kind}">${words}</p>`;
}

function renderBehind(summary: string, content: Markup): Markup {
  return markup`<details><summary>${summary}</summary>${content}</details>`;
}
