/** A process: the embedded collector in front of an empty site, put together as `npm start` does. Prints its address. */
import '../../../scripts/thread-pool.ts';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openEventStore } from '../../../src/adapters/event-store/event-store.ts';
import { createCollector } from '../../../src/collector/collector.ts';
import { serveHub } from '../../../src/collector/serve.ts';
import { BENCH_TOKEN } from './wire-bodies.ts';

const [folder = ''] = process.argv.slice(2);
const site = join(folder, 'site');
await mkdir(site, { recursive: true });
const began = performance.now();
const store = await openEventStore(folder);
const openedMs = performance.now() - began;
const { url } = await serveHub({
  distFolder: site,
  port: 0,
  report: (error) => console.error(error),
  handlers: [createCollector({ store, clock: Date.now, projectToken: BENCH_TOKEN, queryKey: BENCH_TOKEN })],
});
console.log(`${url} ${String(Math.round(openedMs))}`);
