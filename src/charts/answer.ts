import { renderDay, type Day } from '../library/dates.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';
import { renderCount, renderShare } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureOf } from './figures.ts';
import type { FilteredAnswer } from './filter.ts';
import { markup, type Markup } from './markup.ts';
import { renderEmptyState, renderProblem } from './states.ts';
import { renderTable } from './table.ts';
import { fillAddress, TABLE_FILE } from '../library/addresses.ts';

/** The address of an answer's rows as CSV. */
function csvUrlOf(question: string): string {
  return fillAddress(TABLE_FILE, question);
}

/** What a filter did to an answer, in words; see `FilteredAnswer`. */
type FilterWords = Pick<FilteredAnswer, 'about' | 'notes' | 'unknown'>;

/**
 * Everything the page says about one question: the question, what the rows bear out in a sentence, the figure, what is
 * held back, how much may be missing, and behind it the table, the CSV and the HogQL. `filtered` says what the rows are
 * about where a filter is on. Goes inside an element whose id is the question's.
 */
export function renderAnswer(
  answer: Answer,
  context: ChartContext,
  today: Day,
  filtered?: FilterWords,
): Markup {
  // Rows that are kept from an earlier day are about that day.
  const input = { answer, context, today: answer.answeredAt?.slice(0, 10) ?? today };
  const drawn = answer.rows.length > 0;
  const figure = drawn ? figureOf(answer.id) : undefined;
  const table = renderTable(answer, context);
  return markup`
    <div class="chart-words">
      <p class="chart-topic">${answer.title}</p>
      <h2 id="${answer.id}-title">${answer.asks}</h2>
      ${filtered === undefined ? undefined : renderFiltered(filtered)}
      ${renderParagraph('chart-finding', figure?.finding(input))}
      ${renderParagraph('chart-withheld-note', answer.withheldNote)}
      ${renderParagraph('chart-missed', answer.state === 'no-data' ? undefined : sayMissed(answer))}
    </div>
    <div class="chart-shown">
      ${renderProblem(answer, today)}
      <figure class="chart-figure" aria-labelledby="${answer.id}-title">
        ${drawn ? (figure?.render(input) ?? table) : renderEmptyState(answer, filtered !== undefined && filtered.about !== '')}
      </figure>
      <div class="chart-behind">
        ${figure === undefined ? undefined : renderBehind(`Table, ${renderCount(answer.rows.length, 'row', 'rows')}`, table)}
        ${renderBehind('How it is counted (HogQL)', markup`<pre class="chart-hogql"><code>${answer.hogql.trim()}</code></pre>`)}
        <a class="chart-csv" href="${csvUrlOf(answer.id)}" data-csv="${answer.id}" download>CSV<span class="sr-only"> of “${answer.title}”</span></a>
        <a class="chart-link" href="#${answer.id}" data-chart-link="${answer.id}">Copy link<span class="sr-only"> to “${answer.title}”</span></a>
      </div>
    </div>`;
}

/** What a filter did, and what it could not do. */
function renderFiltered({ about, notes, unknown }: FilterWords): Markup {
  return markup`
    ${about === '' ? undefined : markup`<p class="chart-about">${about}</p>`}
    ${unknown === '' ? undefined : markup`<p class="chart-about-not">${unknown}</p>`}
    ${notes.length === 0 ? undefined : markup`<p class="chart-about-not">Not filtered: ${notes.join(' ')}</p>`}`;
}

/** How much may be missing, which is unknown where nobody counted. See `usage/snapshot/missed-views.ts` for the formula. */
function sayMissed({ missed }: Answer): string {
  if (missed === undefined)
    return 'How much it may have missed is unknown: page loads were not counted in that time, or too few of them.';
  const span = `${renderDay(missed.from)} to ${renderDay(missed.to)}`;
  const share = missed.share === 0 ? 'less than 1%' : `about ${renderShare(missed.share)}`;
  return `May have missed ${share} of views, going by page loads from ${span}.`;
}

function renderParagraph(kind: string, words: string | undefined): Markup | undefined {
  return words === undefined || words === '' ? undefined : markup`<p class="${kind}">${words}</p>`;
}

function renderBehind(summary: string, content: Markup): Markup {
  return markup`<details><summary>${summary}</summary>${content}</details>`;
}
