import { ADOPTION_PATH } from '../library/addresses.ts';
import type { Day } from '../library/dates.ts';
import { buildProductReport } from '../usage/report/product-report.ts';
import type { ReportLine, ReportPart } from '../usage/report/report.ts';
import type { Snapshot } from '../usage/snapshot/snapshot.ts';
import type { ChartContext } from './context.ts';
import { markup, type Markup } from './markup.ts';

/** What a product comes to on one screen, each answer with the way to the chart behind it. */
export function renderProductReport(
  product: string,
  snapshot: Snapshot,
  context: ChartContext,
  today: Day,
): Markup {
  const { parts, counted } = buildProductReport({ product, snapshot, words: context, today });
  return markup`
    <dl class="product-report">${parts.map((part) => renderPart(part, product))}</dl>
    <p class="small muted">${counted}</p>`;
}

function renderPart({ id, heading, lines, question }: ReportPart, product: string): Markup {
  const name =
    question === undefined
      ? heading
      : markup`<a href="${ADOPTION_PATH}?product=${product}#${question}">${heading}</a>`;
  const [first = { says: 'No numbers yet.' }, ...others] = lines;
  return markup`
    <div id="${id}"><dt>${name}</dt><dd><p class="product-report-first">${renderLine(first)}</p>${others.map((line) => markup`<p>${renderLine(line)}</p>`)}</dd></div>`;
}

const renderLine = ({ says, url }: ReportLine): Markup | string =>
  url === undefined ? says : markup`<a href="${url}">${says}</a>`;
