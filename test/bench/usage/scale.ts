import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rebuildEventStore } from '../../../src/adapters/event-store/rebuild.ts';
import { benchQuestions } from './ask-store.ts';
import { fillStore } from './fill-store.ts';
import { loadNow } from './load-now.ts';
import { benchPage } from './page-beside.ts';
import { benchServing } from './serve-store.ts';

async function rebuild(folder: string): Promise<void> {
  const began = performance.now();
  const rebuilt = await rebuildEventStore(folder, { onSegment: () => undefined, maySmaller: false });
  console.log(
    `rebuilt  ${String(rebuilt.events)} events from the journal in ${((performance.now() - began) / 1000).toFixed(0)} s; ${loadNow()}`,
  );
}

/** What can be measured of a store that is filled already, one at a time. */
export const scaleParts = { ask: benchQuestions, page: benchPage, serve: benchServing, rebuild } as const;

/** Fills a store with so many events and prints what that costs, and what the store costs and does. */
export async function benchScale(count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-scale-'));
  try {
    await fillStore(folder, count);
    for (const part of Object.values(scaleParts)) await part(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
