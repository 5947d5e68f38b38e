import { renderDay, type Day } from '../library/dates.ts';
import { questionOf } from '../usage/questions/questions.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';
import { markup, type Markup } from './markup.ts';

/** Drawn instead of a figure when there is no row to draw: what happened, and what will change it. A filter may have left none. */
export function renderEmptyState(answer: Answer, isFiltered = false): Markup {
  if (answer.state === 'failed' && answer.counted === undefined)
    return renderState(
      'No numbers for this question.',
      'The last attempt to count did not succeed, and there is no earlier answer to show. Nothing that was recorded is lost; the next attempt starts over.',
    );
  if (answer.state === 'no-data')
    return renderState(
      'No numbers yet.',
      'Nobody has opened the hub yet, or the numbers are not connected. Open a few assets and come back: this chart fills by itself.',
    );
  if (isFiltered)
    return renderState(
      'Nothing to show.',
      'Under 10 reps stand behind everything that was chosen, which can be nobody. Choose less to see more.',
    );
  const [title, text] = questionOf(answer.id)?.nothing ?? [
    'Nothing to show yet.',
    'Nobody has done this in the time the question looks at.',
  ];
  return renderState(title, text);
}

/** Stands above a figure that shows the last good answer, or above the empty state, when counting went wrong. */
export function renderProblem(answer: Answer, askedOn: Day): Markup | undefined {
  if (answer.state !== 'failed') return undefined;
  const problem = answer.problem ?? 'The question was not answered.';
  const words =
    answer.counted === undefined
      ? 'These numbers could not be brought up to date.'
      : `Counted up to ${renderDay(answer.counted.until)}; asked again on ${renderDay(askedOn)} without answer.`;
  return markup`<p class="chart-problem" role="note"><strong>${words}</strong> ${problem}</p>`;
}

function renderState(title: string, text: string): Markup {
  return markup`
    <div class="chart-empty">
      <svg class="chart-ghost" viewBox="0 0 120 56" aria-hidden="true" focusable="false">
        <rect width="118" height="8" y="2" rx="3"/><rect width="84" height="8" y="17" rx="3"/>
        <rect width="60" height="8" y="32" rx="3"/><rect width="34" height="8" y="47" rx="3"/>
      </svg>
      <p><strong>${title}</strong> ${text}</p>
    </div>`;
}
