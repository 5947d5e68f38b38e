import { addDays, renderDay, type Day } from '../library/dates.ts';
import { questionOf } from '../usage/questions/questions.ts';
import { UNDER_TEN } from '../usage/snapshot/answer.ts';
import type { Answer, Counted } from '../usage/snapshot/snapshot.ts';
import { renderCount, renderShare } from './cell.ts';
import { compareAnswer, renderCompared } from './compared.ts';
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
type FilterWords = Pick<FilteredAnswer, 'about' | 'notes' | 'unknown' | 'comparison'>;

/**
 * Everything the page says about one question: the question, what the rows bear out in a sentence, the figure, which
 * weeks it is about, how much may be missing, and behind it the table, the CSV and the HogQL. `filtered` says what the rows are
 * about where a filter is on. Goes inside an element whose id is the question's.
 */
export function renderAnswer(
  answer: Answer,
  context: ChartContext,
  today: Day,
  filtered?: FilterWords,
): Markup {
  const input = { answer, context, today: dayAfter(answer, today) };
  const drawn = answer.rows.length > 0;
  const figure = drawn ? figureOf(answer.id) : undefined;
  const table = renderTable(answer, context);
  const comparison = filtered === undefined ? compareAnswer(answer, context) : filtered.comparison;
  return markup`
    <div class="chart-words">
      <p class="chart-topic">${answer.title}</p>
      <h2 id="${answer.id}-title">${answer.asks}</h2>
      ${filtered === undefined ? undefined : renderFiltered(filtered)}
      ${renderParagraph('chart-finding', figure?.finding(input))}
      ${renderParagraph('chart-counted', sayCounted(answer))}
      ${renderParagraph('chart-missed', answer.state === 'no-data' ? undefined : sayMissed(answer))}
    </div>
    <div class="chart-shown">
      ${renderProblem(answer, today)}
      <figure class="chart-figure" aria-labelledby="${answer.id}-title">
        ${drawn ? (figure?.render(input) ?? table) : renderEmptyState(answer, filtered !== undefined && filtered.about !== '')}
      </figure>
      ${comparison === undefined ? undefined : renderCompared(comparison)}
      <div class="chart-behind">
        ${figure === undefined ? undefined : renderBehind(`Table, ${renderCount(answer.rows.length, 'row', 'rows')}, and picture`, markup`${table}${renderPictures(answer)}`)}
        ${renderBehind('How it is counted (HogQL)', markup`<pre class="chart-hogql"><code>${answer.hogql.trim()}</code></pre>`)}
        <a class="chart-csv" href="${csvUrlOf(answer.id)}" data-csv="${answer.id}" download>CSV<span class="sr-only"> of “${answer.title}”</span></a>
        <a class="chart-link" href="#${answer.id}" data-chart-link="${answer.id}">Copy link<span class="sr-only"> to “${answer.title}”</span></a>
      </div>
    </div>`;
}

/**
 * The day from which an answer is looked at: for weeks that follow each other the one after the last that was counted, so
 * that one that is not counted yet is not taken for one without use.
 */
export function dayAfter({ id, counted }: Answer, today: Day): Day {
  const span = questionOf(id)?.span;
  return counted === undefined || span === undefined || !('weekly' in span)
    ? today
    : addDays(counted.until, 1);
}

/** Which weeks a number is about, and that it is none to the head. */
function sayCounted({ counted }: Answer): string {
  if (counted === undefined) return '';
  return `Counted from ${renderDay(counted.from)} to ${renderDay(counted.until)}; people are rounded to fives, and ${UNDER_TEN} can be nobody.${sayBefore(counted)}`;
}

/** That weeks of one series began and ended by different clocks. */
function sayBefore({ before }: Counted): string {
  if (before === undefined) return '';
  return ` Weeks up to ${renderDay(before.until)} were counted by the clocks of another time zone, ${before.zone}, and stay as they are.`;
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

/** Folded with the table: few want one, and a chart has links enough. */
function renderPictures(answer: Answer): Markup {
  return markup`
    <p class="chart-rest">Picture:
      <a class="chart-link" href="#${answer.id}" data-picture="png">PNG<span class="sr-only"> picture of “${answer.title}”</span></a>
      <a class="chart-link" href="#${answer.id}" data-picture="svg">SVG<span class="sr-only"> picture of “${answer.title}”</span></a>
    </p>`;
}

function renderBehind(summary: string, content: Markup): Markup {
  return markup`<details><summary>${summary}</summary>${content}</details>`;
}
