import { LOST, WON } from '../../library/crm/crm-words.ts';
import type { Day } from '../../library/dates.ts';
import type { Hub } from '../../library/hub.ts';
import type { Pipeline, PipelineCell } from '../../library/records/pipeline.ts';
import type { ByQuarter } from './moved-together.ts';

/** A stage of a product with what may be shown of each quarter, one cell a currency: currencies are never added. */
export interface StageRow {
  stage: string;
  name: string;
  cells: ReadonlyMap<Day, readonly PipelineCell[]>;
}

/** Deals won by quarter in the currency of which most quarters may be shown: a sum of several would move with what is not. */
export interface WonDeals {
  /** Undefined where nothing was won that may be shown. */
  currency: string | undefined;
  deals: ByQuarter;
}

/** What may be shown of a product, or of deals that name none. */
export interface ProductPipeline {
  /** Undefined for deals that name no product. */
  product: string | undefined;
  name: string;
  rows: StageRow[];
  won: WonDeals;
}

/** The quarters of which anything is shown, newest first: what is still to close is looked for first. */
export function quartersOf({ cells }: Pipeline): Day[] {
  return [...new Set(cells.map(({ quarter }) => quarter))].sort().reverse();
}

/** By product in the order of the hub, its stages in theirs, then what was won and lost. */
export function pipelineRows(pipeline: Pipeline, { products, stages }: Hub): ProductPipeline[] {
  const named = [...products, { id: undefined, name: 'No product named' }];
  const steps = [...stages, { id: WON, name: 'Won' }, { id: LOST, name: 'Lost' }];
  return named.flatMap(({ id: product, name }): ProductPipeline[] => {
    const own = pipeline.cells.filter((cell) => cell.product === product);
    const rows = steps.flatMap(({ id: stage, name: called }): StageRow[] => {
      const cells = own.filter((cell) => cell.stage === stage);
      return cells.length === 0
        ? []
        : [{ stage, name: called, cells: Map.groupBy(cells, ({ quarter }) => quarter) }];
    });
    if (rows.length === 0) return [];
    return [{ product, name, rows, won: wonOf(own) }];
  });
}

function wonOf(cells: readonly PipelineCell[]): WonDeals {
  const won = cells.filter(({ stage }) => stage === WON);
  const [[currency, own] = [undefined, []]] = [...Map.groupBy(won, (cell) => cell.currency)].toSorted(
    ([one, some], [other, more]) => more.length - some.length || (one < other ? -1 : 1),
  );
  return { currency, deals: new Map(own.map(({ quarter, deals }) => [quarter, deals])) };
}

/** `£480,000`, `under £20,000`. */
export function renderSum({ amount, currency }: PipelineCell, steps: Pipeline['steps']): string {
  return amount === 0
    ? `under ${renderMoney(steps[currency] ?? 0, currency)}`
    : renderMoney(amount, currency);
}

export function renderMoney(amount: number, currency: string): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 }).format(
    amount,
  );
}
