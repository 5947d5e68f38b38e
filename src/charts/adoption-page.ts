import { renderDay } from '../library/dates.ts';
import { renderAnswer } from './answer.ts';
import type { Snapshot } from '../usage/snapshot/snapshot.ts';
import { renderCount } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureOf } from './figures.ts';
import { markup, type Markup } from './markup.ts';

/**
 * The pieces of the adoption page that depend on numbers, each between two comments that name it. A live page is the
 * built page with these pieces rendered afresh, so both come out of the same code.
 */
export function renderAsOf(snapshot: Snapshot): string {
  return mark('adoption:as-of', markup`<p class="adoption-as-of">${sayAsOf(snapshot)}</p>`);
}

/** The questions with what each answer comes to in a few words. */
export function renderQuestionList(snapshot: Snapshot, context: ChartContext): string {
  const entries = snapshot.answers.map((answer) => ({ answer, context }));
  return mark(
    'adoption:questions',
    markup`<ol class="adoption-questions">${renderQuestionEntries(entries, snapshot.today)}</ol>`,
  );
}

/** The entries of that list, each with the words of the hub that it is told in. */
export function renderQuestionEntries(
  entries: readonly { answer: Snapshot['answers'][number]; context: ChartContext }[],
  today: string,
): Markup {
  const items = entries.map(({ answer, context }) => {
    const fact =
      answer.rows.length === 0
        ? undefined
        : figureOf(answer.id)?.headline({ answer, context, today: answer.answeredAt?.slice(0, 10) ?? today });
    return markup`
      <li><a href="#${answer.id}"><span>${answer.title}</span> <b>${fact ?? (answer.rows.length > 0 ? 'see the chart' : sayNothing(answer))}</b></a></li>`;
  });
  return markup`${items}`;
}

/** One answer between its marks. */
export function renderMarkedAnswer(
  answer: Snapshot['answers'][number],
  context: ChartContext,
  today: string,
): string {
  return mark(`answer:${answer.id}`, renderAnswer(answer, context, today));
}

/**
 * The built page with every piece rendered from a fresh snapshot. A piece whose marks the page lacks is left out, a
 * question that the snapshot lacks keeps what was built.
 */
export function renderLivePage(built: string, snapshot: Snapshot, context: ChartContext): string {
  const pieces = [
    renderAsOf(snapshot),
    renderQuestionList(snapshot, context),
    ...snapshot.answers.map((answer) => renderMarkedAnswer(answer, context, snapshot.today)),
  ];
  return pieces.reduce(replacePiece, built);
}

/** The built page with a sentence in place of the "as of" line, its numbers left as they are. */
export function renderStalePage(built: string, sentence: string): string {
  return replacePiece(
    built,
    mark(
      'adoption:as-of',
      markup`<p class="adoption-as-of adoption-as-of-stale" role="note">${sentence}</p>`,
    ),
  );
}

function mark(name: string, piece: Markup): string {
  return `<!--${name}-->${piece.text}<!--/${name}-->`;
}

function replacePiece(page: string, piece: string): string {
  const open = piece.slice(0, piece.indexOf('-->') + 3);
  const close = open.replace('<!--', '<!--/');
  const from = page.indexOf(open);
  const to = page.indexOf(close, from);
  return from === -1 || to === -1 ? page : page.slice(0, from) + piece + page.slice(to + close.length);
}

function sayAsOf({ source, madeAt, today, events }: Snapshot): Markup {
  if (source === 'none')
    return markup`No numbers are connected to this copy of the hub, so the charts below are empty. They fill once it counts its own use.`;
  const time = /T(\d{2}:\d{2})/.exec(madeAt)?.[1];
  const at = `${renderDay(today)}${time === undefined ? '' : `, ${time} UTC`}`;
  const from = source === 'posthog' ? 'PostHog' : 'the hub’s own collector';
  return markup`As of <time datetime="${madeAt}">${at}</time>, from ${from}: ${renderCount(events, 'event', 'events')}.`;
}

function sayNothing({ state, withheld }: Snapshot['answers'][number]): string {
  if (state === 'failed') return 'could not be counted';
  if (state === 'no-data') return 'no numbers yet';
  return withheld > 0 ? 'too few people' : 'nothing to show';
}
