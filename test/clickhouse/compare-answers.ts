import type { StoreValue } from '../../src/usage/event-store.ts';

/** Sums of fractions come out in the order in which rows are added: so much of a number may differ. */
const TOLERANCE = 1e-9;

function isSame(one: StoreValue | undefined, other: StoreValue | undefined): boolean {
  if (one === other) return true;
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  return false;
}

/** Where two answers part, as a sentence with both rows; undefined when they are the same. */
export function findDifference(
  hub: readonly StoreValue[][],
  clickhouse: readonly StoreValue[][],
): string | undefined {
  for (let index = 0; index < Math.max(hub.length, clickhouse.length); index += 1) {
    const [one, other] = [hub[index], clickhouse[index]];
    if (one !== undefined && other !== undefined && isSame(one, other)) continue;
    return `row ${String(index + 1)} of ${String(hub.length)} and ${String(clickhouse.length)}\n  hub         ${JSON.stringify(one ?? null)}\n  ClickHouse  ${JSON.stringify(other ?? null)}`;
  }
  return undefined;
}
