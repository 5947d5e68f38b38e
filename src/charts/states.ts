import { renderDay, type Day } from '../library/dates.ts';
import { questionOf } from '../usage/questions/questions.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';
import { renderCount } from './cell.ts';
import { markup, type Markup } from './markup.ts';

/** Drawn instead of a figure when there is no row to draw: what happened, and what will change it. A filter may have left none. */
export function renderEmptyState(answer: Answer, isFiltered = false): Markup {
  if (answer.state === 'failed' && answer.answeredAt === undefined)
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
    return answer.withheld > 0
      ? renderState(
          'Too few people to show.',
          'Fewer than five people stand behind what was chosen, or so small a group could be worked out from it. Choose less to see more.',
        )
      : renderState(
          'Nothing to show.',
          'No row that may be shown fits what was chosen. Choose less to see the others.',
        );
  if (answer.withheld > 0)
    return renderState(
      'Too few people to show.',
      `${renderCount(answer.withheld, 'group is', 'groups are')} held back because fewer than five people stand behind ${answer.withheld === 1 ? 'it' : 'each'}. The chart fills as soon as five do.`,
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
    answer.answeredAt === undefined
      ? 'These numbers could not be brought up to date.'
      : `From ${renderDay(answer.answeredAt.slice(0, 10))}; asked again on ${renderDay(askedOn)} without answer.`;
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
