import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openEventStore } from '../../../src/adapters/event-store/event-store.ts';
import type { StoredEvent } from '../../../src/usage/event-store.ts';
import { measureFolder } from '../measure.ts';
import { generateEvents } from './generate-events.ts';
import { loadNow } from './load-now.ts';

const BATCH = 5000;
/** Events that may wait in the journal while the store is being filled. */
const BACKLOG = 100_000;

async function printSizes(folder: string, events: number): Promise<void> {
  const perMillion = (bytes: number) => `${(bytes / events).toFixed(1)} MB a million`;
  const { size } = await stat(join(folder, 'store.duckdb'));
  const journal = await measureFolder(join(folder, 'journal'));
  const archive = await measureFolder(join(folder, 'archive'));
  const names = await readdir(join(folder, 'archive'));
  console.log(
    `stored   tables ${perMillion(size)}, journal and archive ${perMillion(journal.bytes + archive.bytes)} in ${String(names.length + journal.files)} files`,
  );
}

/** Fills a new store through its own journal and prints what that takes. */
export async function fillStore(folder: string, count: number): Promise<void> {
  console.log(`\n${String(count)} events`);
  const store = await openEventStore(folder);
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  let written = 0;
  let batch: StoredEvent[] = [];
  for (const event of generateEvents(count)) {
    batch.push(event);
    if (batch.length < BATCH) continue;
    await store.append(batch);
    written += batch.length;
    batch = [];
    if (written % BACKLOG === 0) await store.counts();
  }
  await store.append(batch);
  const { events } = await store.counts();
  const seconds = (performance.now() - began) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  await store.close();
  console.log(
    `filled   ${String(events)} events in ${seconds.toFixed(0)} s: ${(events / seconds).toFixed(0)}/s, ${((cpu.user + cpu.system) / events).toFixed(1)} µs of CPU each, making them included; ${loadNow()}`,
  );
  await printSizes(folder, events);
}
