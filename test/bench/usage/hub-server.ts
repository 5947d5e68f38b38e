/** A process: the embedded collector in front of an empty site, put together as `npm start` does. Prints its address. */
import '../../../scripts/thread-pool.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEventStore } from '../../../src/adapters/event-store/event-store.ts';
import { renderAsOf, renderMarkedAnswer, renderQuestionList } from '../../../src/charts/adoption-page.ts';
import { createAdoptionPage } from '../../../src/collector/adoption-page.ts';
import { createCollector } from '../../../src/collector/collector.ts';
import { createDailySnapshot } from '../../../src/collector/daily-snapshot.ts';
import { serveHub } from '../../../src/collector/serve.ts';
import { takeStoreSnapshot } from '../../../src/collector/take-snapshot.ts';
import { HEADERS_FILE, HOSTING_FOLDER } from '../../../src/hosting/host-files.ts';
import { emptySnapshot } from '../../../src/usage/snapshot/snapshot.ts';
import { createFrozenBook } from '../../support/store/frozen-book.ts';
import { BENCH_NOW, benchFacts } from './generate-events.ts';
import { BENCH_TOKEN } from './wire-bodies.ts';

const BENCH_TODAY = new Date(BENCH_NOW).toISOString().slice(0, 10);
const [folder = ''] = process.argv.slice(2);
const site = join(folder, 'site');
await mkdir(join(site, HOSTING_FOLDER), { recursive: true });
await writeFile(join(site, HEADERS_FILE), '{"all":{},"rules":[]}');
const began = performance.now();
const store = await openEventStore(folder);
const openedMs = performance.now() - began;
const book = createFrozenBook();
const facts = benchFacts();
const context = {
  assets: new Map(),
  teams: facts.teams,
  departments: [],
  sessions: [],
  products: facts.products,
  quarterEnds: [],
  holdDays: 0,
};
const takeDaily = createDailySnapshot(
  (of: typeof facts) => takeStoreSnapshot(store, of, () => BENCH_NOW, { book }),
  () => BENCH_TODAY,
);
const empty = emptySnapshot(BENCH_TODAY);
const page = [
  renderAsOf(empty),
  renderQuestionList(empty, context),
  ...empty.answers.map((answer) => renderMarkedAnswer(answer, context, BENCH_TODAY)),
].join('\n');
const { url } = await serveHub({
  distFolder: site,
  place: { host: '127.0.0.1', port: 0 },
  report: (error) => console.error(error),
  handlers: [
    createCollector({ store, clock: Date.now, projectToken: BENCH_TOKEN, queryKey: BENCH_TOKEN }),
    createAdoptionPage({
      readBuiltPage: () => Promise.resolve(page),
      context: () => context,
      takeSnapshot: () => takeDaily(facts),
      isDamaged: () => false,
      report: (error) => console.error(error),
    }),
  ],
});
console.log(`${url} ${String(Math.round(openedMs))}`);
