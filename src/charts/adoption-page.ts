import { fillAddress, PRODUCT_USE_PATH } from '../library/addresses.ts';
import { renderDay, type Day } from '../library/dates.ts';
import { dayAfter, renderAnswer } from './answer.ts';
import type { Snapshot } from '../usage/snapshot/snapshot.ts';
import { renderCount } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureOf } from './figures.ts';
import { markup, type Markup } from './markup.ts';
import { renderProductReport } from './product-report.ts';

/**
 * The pieces of the adoption page that depend on numbers, each between two comments that name it. A live page is the
 * built page with these pieces rendered afresh, so both come out of the same code.
 */
export function renderAsOf(snapshot: Snapshot): string {
  const meaning = snapshot.source === 'none' ? undefined : markup`<p class="adoption-as-of">${MEANING}</p>`;
  return renderAsOfLine(snapshot, meaning);
}

function renderAsOfLine(snapshot: Snapshot, more?: Markup): string {
  return mark('adoption:as-of', markup`<p class="adoption-as-of">${sayAsOf(snapshot)}</p>${more}`);
}

/** The questions with what each answer comes to in a few words. */
export function renderQuestionList(snapshot: Snapshot, context: ChartContext): string {
  const entries = snapshot.answers.map((answer) => ({ answer, context }));
  return mark('adoption:questions', renderQuestions(entries, snapshot.today));
}

/** An answer with the words of the hub that it is told in. */
interface Told {
  answer: Snapshot['answers'][number];
  context: ChartContext;
}

/** So many questions stand open above the charts, a row of them; the others are folded, so that the first chart is in view. */
const OPEN_QUESTIONS = 3;

/** What that list holds. */
export function renderQuestions(entries: readonly Told[], today: string): Markup {
  const folded = entries.slice(OPEN_QUESTIONS);
  const more =
    folded.length === 0
      ? []
      : markup`
      <details class="adoption-more">
        <summary>${renderCount(folded.length, 'more question', 'more questions')}</summary>
        <ol class="adoption-questions" start="${OPEN_QUESTIONS + 1}">${renderEntries(folded, today)}</ol>
        <p class="adoption-products">One product on one screen: ${renderProducts(entries[0]?.context)}</p>
      </details>`;
  return markup`<ol class="adoption-questions">${renderEntries(entries.slice(0, OPEN_QUESTIONS), today)}</ol>${more}`;
}

function renderProducts(context: ChartContext | undefined): Markup[] {
  return (context?.products ?? []).map(
    ({ id, name }, at) =>
      markup`${at === 0 ? '' : ' · '}<a href="${fillAddress(PRODUCT_USE_PATH, id)}">${name}</a>`,
  );
}

function renderEntries(entries: readonly Told[], today: string): Markup {
  const items = entries.map(({ answer, context }) => {
    return markup`
      <li><a href="#${answer.id}"><span>${answer.title}</span> <b>${sayHeadline(answer, context, today)}</b></a></li>`;
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

/** The page of a product's use, each piece between its marks. */
export function renderProductPage(
  product: string,
  snapshot: Snapshot,
  context: ChartContext,
  today: Day,
): string {
  return productPieces(product, snapshot, context, today).join('');
}

/** The same of a page that was built, from a fresh snapshot. */
export function renderLiveProduct(
  built: string,
  product: string,
  snapshot: Snapshot,
  context: ChartContext,
): string {
  return productPieces(product, snapshot, context, snapshot.today).reduce(replacePiece, built);
}

/** What numbers mean stands behind those of a product: whoever has one minute has the answers first. */
function productPieces(product: string, snapshot: Snapshot, context: ChartContext, today: Day): string[] {
  const report = renderProductReport(product, snapshot, context, today);
  const meaning = snapshot.source === 'none' ? undefined : markup`<p class="small muted">${MEANING}</p>`;
  return [renderAsOfLine(snapshot), mark(`product:${product}`, markup`${report}${meaning}`)];
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

function sayAsOf({ source, madeAt, today, events, isDamaged }: Snapshot): Markup {
  if (source === 'none')
    return markup`No numbers are connected to this copy of the hub, so the charts below are empty. They fill once it counts its own use.`;
  const from = source === 'posthog' ? 'PostHog' : 'the hub’s own collector';
  return markup`As of <time datetime="${madeAt}">${renderDay(today)}</time>, from ${from}: ${renderCount(events, 'event', 'events')}.${isDamaged ? ` ${DAMAGED}` : ''}`;
}

/** What a number on this page means, for whoever reads it. */
const MEANING =
  'Numbers of people are rounded to fives: the number of one team is within 4 of the truth, and a total is the sum of its teams. “Under 10” can be nobody. Only weeks that are over are counted, once, two days after they end. Each year is rounded anew, so a step of five at New Year may be no change. Without a sign-in browsers are counted, and whoever can send events to the hub can add some.';

const DAMAGED =
  'A part of the record that they are counted from is missing or damaged on the hub’s disk; whoever runs the hub reads at /collector/health which, and what to do.';

/** What an answer comes to in a few words. */
export function sayHeadline(answer: Snapshot['answers'][number], context: ChartContext, today: Day): string {
  if (answer.rows.length === 0) return sayNothing(answer);
  const input = { answer, context, today: dayAfter(answer, today) };
  return figureOf(answer.id)?.headline(input) ?? 'see the chart';
}

function sayNothing({ state }: Snapshot['answers'][number]): string {
  if (state === 'failed') return 'could not be counted';
  if (state === 'no-data') return 'no numbers yet';
  return 'nothing to show';
}
