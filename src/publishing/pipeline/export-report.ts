import type { LeftOut } from '../../library/crm/deal-lines.ts';
import { renderLines } from '../../library/crm/problem.ts';
import { renderCount } from '../count.ts';

/** What a command tells of the exports that it read: for whoever holds them, and no more of single deals than lines. */
export interface ExportReport {
  /** Files with how many lines about deals or leads each had. */
  files: readonly { file: string; is: 'deals' | 'leads'; lines: number; trouble?: string | undefined }[];
  leftOut: readonly LeftOut[];
  /** Deals that name no product of the hub, or several. */
  withoutProduct: number;
  withoutAmount: number;
  above: number;
  deals: number;
  leads: number;
  cells: number;
  shownDeals: number;
}

export function renderExportReport(report: ExportReport): string {
  const { files, leftOut, deals, leads } = report;
  return [
    ...files.map(({ file, is, lines, trouble = '' }) =>
      `${file}: ${renderCount(lines, 'line')} about ${is}. ${trouble}`.trim(),
    ),
    ...leftOut.map(
      ({ file, why, lines }) =>
        `${file}: ${renderCount(lines.length, 'line')} left out: ${why} (${renderLines(lines)}).`,
    ),
    ...(deals === 0
      ? []
      : [
          `${renderCount(deals, 'deal')} counted; what may be shown are ${renderCount(report.cells, 'group')} of ten or more, with about ${String(report.shownDeals)} deals.`,
        ]),
    ...(report.withoutProduct === 0
      ? []
      : [
          `${renderCount(report.withoutProduct, 'deal')} name no product of hub.yaml, or several: write what your CRM calls them under aliases of the product.`,
        ]),
    ...(report.withoutAmount === 0
      ? []
      : [
          `${renderCount(report.withoutAmount, 'deal')} have no amount, or none above nought, and add nothing to a sum.`,
        ]),
    ...(report.above === 0
      ? []
      : [`${renderCount(report.above, 'deal')} are larger than a step of hub.yaml and count for one step.`]),
    ...(leads === 0 ? [] : [`${renderCount(leads, 'lead')} counted.`]),
  ].join('\n');
}
