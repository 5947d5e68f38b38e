import type { Deal } from '../../library/crm/deals.ts';
import type { Lead } from '../../library/crm/leads.ts';
import type { Day } from '../../library/dates.ts';
import type { Hub } from '../../library/hub.ts';
import type { FollowedLeads, LeadFollowUp } from '../../library/records/lead-follow-up.ts';
import {
  LEAST_DEALS,
  STEP_OF_DEALS,
  type Pipeline,
  type PipelineCell,
} from '../../library/records/pipeline.ts';
import { drawOffset, nameSecret } from '../../usage/privacy/rounding.ts';

/*
 * What stands in git is read for good, version by version, and by people who know some of the deals. So numbers are rounded
 * as those of people are (`usage/README.md`): by an offset that a secret gives to each cell, the same in every import. A
 * file that has grown by one deal moves a number by nothing or by five, and a sum by nothing or by a step; a deal counts
 * for one step at most, so neither tells how large it is. No total is written: those of pages are sums of what is shown.
 */

function roundCount(count: number, secret: Uint8Array, name: readonly string[]): number {
  const offset = drawOffset(secret, ['deals', ...name], STEP_OF_DEALS);
  return STEP_OF_DEALS * Math.floor((count + offset) / STEP_OF_DEALS);
}

/** Deals by product, stage, quarter and currency, as they may be shown. `deals` holds each once for each of its products. */
export function countDeals(
  deals: readonly Deal[],
  { secret, hub, on }: { secret: Uint8Array; hub: Pick<Hub, 'crm'>; on: Day },
): Pipeline {
  const cells = new Map<string, { cell: PipelineCell; count: number; sum: number }>();
  for (const { product, stage, quarter, currency, amount } of deals) {
    const key = nameOfCell({ product, stage, quarter, currency });
    const known = cells.get(key) ?? {
      cell: { ...(product !== undefined && { product }), stage, quarter, currency, deals: 0, amount: 0 },
      count: 0,
      sum: 0,
    };
    const step = hub.crm.steps[currency] ?? 0;
    cells.set(key, {
      ...known,
      count: known.count + 1,
      sum: known.sum + Math.round(Math.min(step, Math.max(0, amount))),
    });
  }
  const shown = [...cells].flatMap(([key, { cell, count, sum }]): PipelineCell[] => {
    const rounded = roundCount(count, secret, [key]);
    if (rounded < LEAST_DEALS) return [];
    const step = hub.crm.steps[cell.currency] ?? 1;
    const offset = drawOffset(secret, ['amount', key, step], step);
    return [{ ...cell, deals: rounded, amount: step * Math.floor((sum + offset) / step) }];
  });
  const used = new Set(shown.map(({ currency }) => currency));
  return {
    on,
    secret: nameSecret(secret),
    steps: Object.fromEntries(Object.entries(hub.crm.steps).filter(([code]) => used.has(code))),
    cells: shown.toSorted((a, b) => (nameOfCell(a) < nameOfCell(b) ? -1 : 1)),
  };
}

const nameOfCell = ({
  product = '',
  stage,
  quarter,
  currency,
}: Omit<PipelineCell, 'deals' | 'amount'>): string => [quarter, product, stage, currency].join(' ');

/** Leads by quarter and by whether they were followed up in time, as they may be shown. */
export function countLeads(
  leads: readonly Lead[],
  { secret, hub, on }: { secret: Uint8Array; hub: Pick<Hub, 'crm'>; on: Day },
): LeadFollowUp {
  const quarters = [...new Set(leads.map(({ quarter }) => quarter))].sort();
  const shown = quarters.flatMap((quarter) =>
    [true, false].flatMap((isInTime): FollowedLeads[] => {
      const own = leads.filter((lead) => lead.quarter === quarter && lead.isInTime === isInTime);
      const name = [quarter, String(isInTime), String(hub.crm.follow_up_days)];
      const count = roundCount(own.length, secret, ['leads', ...name]);
      if (count < LEAST_DEALS) return [];
      const converted = Math.min(
        count,
        roundCount(own.filter((lead) => lead.isConverted).length, secret, ['converted', ...name]),
      );
      return [{ quarter, in_time: isInTime, leads: count, ...(converted >= LEAST_DEALS && { converted }) }];
    }),
  );
  return { on, secret: nameSecret(secret), days: hub.crm.follow_up_days, quarters: shown };
}
