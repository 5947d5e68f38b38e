import { renderTable } from '../table.ts';
import { besideGoal, FIRST_RESULT_MS, FRAME_MS, goalsFor, OPEN_MS } from './goals.ts';
import type { BrowserCost } from './in-browser.ts';
import type { EngineCost } from './measure-collection.ts';

const HUB = 'the hub';
const kb = (bytes: number): string => (bytes / 1000).toFixed(1);
const mb = (bytes: number): string => (bytes / 1e6).toFixed(2);
const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

/** The smallest value that at least this share of the values does not exceed. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** What is sent, engine by engine. `sizes` holds the number of documents of each collection by its name. */
export function renderBytes(costs: readonly EngineCost[], sizes: ReadonlyMap<string, number>): string {
  const head = [
    'engine',
    'collection',
    'build s',
    'raw MB',
    'brotli MB',
    'files',
    'code kB',
    'first kB',
    'requests',
  ];
  const rows = costs.map((cost) => {
    const goals = goalsFor(sizes.get(cost.collection) ?? 0);
    const isHub = cost.engine === HUB;
    const first = cost.first.bytes + cost.codeBytes;
    return [
      cost.engine,
      cost.collection,
      cost.build.seconds.toFixed(1),
      mb(cost.build.rawBytes),
      mb(cost.build.sentBytes),
      String(cost.build.files),
      kb(cost.codeBytes),
      besideGoal(kb(first), first / 1000, isHub ? goals.firstKb : undefined),
      String(cost.first.requests),
      besideGoal(kb(cost.typed.bytes), cost.typed.bytes / 1000, isHub ? goals.typedKb : undefined),
      String(cost.typed.requests),
    ];
  });
  return renderTable([[...head, 'typed kB', 'requests'], ...rows]);
}

/** How long it takes and what it holds, engine by engine. */
export function renderTimes(costs: readonly EngineCost[], sizes: ReadonlyMap<string, number>): string {
  const head = [
    'engine',
    'collection',
    'open ms',
    'keys',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'CPU a key ms',
    'memory MB',
  ];
  const rows = costs.map((cost) => {
    const p95 = percentile(cost.keyMs, 0.95);
    const goal = cost.engine === HUB ? goalsFor(sizes.get(cost.collection) ?? 0).keyMs : undefined;
    return [
      cost.engine,
      cost.collection,
      ms(cost.openMs),
      String(cost.keyMs.length),
      ms(percentile(cost.keyMs, 0.5)),
      besideGoal(ms(p95), p95, goal),
      ms(percentile(cost.keyMs, 0.99)),
      ms(cost.keyCpuMs),
      cost.memoryMb.toFixed(1),
    ];
  });
  return renderTable([head, ...rows]);
}

export interface BrowserRow {
  engine: string;
  collection: string;
  cpuSlowdown: number;
  cost: BrowserCost;
}

/** What a real browser saw. */
export function renderBrowser(rows: readonly BrowserRow[], sizes: ReadonlyMap<string, number>): string {
  const head = [
    'engine',
    'collection',
    'CPU',
    'first kB',
    'requests',
    'first ms',
    'typed kB',
    'requests',
    'open ms',
    'task ms',
    'frame ms',
  ];
  const cells = rows.map(({ engine, collection, cpuSlowdown, cost }) => {
    const isHub = engine === HUB;
    const goal = (value: number | undefined): number | undefined => (isHub ? value : undefined);
    const goals = goalsFor(sizes.get(collection) ?? 0);
    return [
      engine,
      collection,
      cpuSlowdown === 1 ? 'as is' : `${String(cpuSlowdown)}x slower`,
      besideGoal(kb(cost.firstBytes), cost.firstBytes / 1000, goal(goals.firstKb)),
      String(cost.firstRequests),
      besideGoal(cost.firstMs.toFixed(0), cost.firstMs, goal(FIRST_RESULT_MS)),
      besideGoal(kb(cost.typedBytes), cost.typedBytes / 1000, goal(goals.typedKb)),
      String(cost.typedRequests),
      besideGoal(ms(cost.openMs), cost.openMs, goal(OPEN_MS)),
      besideGoal(ms(cost.taskMs), cost.taskMs, goal(FRAME_MS)),
      besideGoal(cost.frameMs.toFixed(0), cost.frameMs, goal(FRAME_MS)),
      cost.restFrameMs.toFixed(0),
    ];
  });
  return renderTable([[...head, 'at rest'], ...cells]);
}
