import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { rebuildEventStore } from '../../../src/adapters/event-store-rebuild.ts';
import { openEventStore } from '../../../src/adapters/event-store.ts';
import { askStore } from '../../../src/collector/ask.ts';
import { takeStoreSnapshot } from '../../../src/collector/take-snapshot.ts';
import type { EventStore, StoredEvent } from '../../../src/usage/event-store.ts';
import { questions } from '../../../src/usage/questions/questions.ts';
import { median, measureFolder } from '../measure.ts';
import { renderTable } from '../table.ts';
import { BENCH_NOW, benchFacts, generateEvents } from './generate-events.ts';
import { handSql } from './hand-sql.ts';
import { percentile, sendLoad } from './load-client.ts';
import { startServer } from './server-process.ts';
import { BENCH_TOKEN, buildWireBodies } from './wire-bodies.ts';

const BATCH = 5000;
/** Events that may wait in the journal while the store is being filled. */
const BACKLOG = 100_000;
const ROUNDS = 4;
const EVENTS_PER_SECOND = 500;
const SECONDS = 20;
const TODAY = new Date(BENCH_NOW).toISOString().slice(0, 10);

function loadNow(): string {
  return `load ${loadavg()[0]?.toFixed(1) ?? ''}`;
}

/** Fills a new store through its own journal. */
async function fill(folder: string, count: number): Promise<number> {
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
  return events;
}

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

/** Asks all questions over and over until it is told to stop; gives how long each round took, in milliseconds. */
async function askAll(url: string, ended: AbortSignal): Promise<number[]> {
  const rounds: number[] = [];
  while (!ended.aborted) {
    const began = performance.now();
    for (const { hogql, values } of questions) {
      const response = await fetch(`${url}/api/projects/1/query/`, {
        method: 'POST',
        headers: { authorization: `Bearer ${BENCH_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: { kind: 'HogQLQuery', query: hogql, values: values(TODAY) } }),
      });
      if (response.status !== 200) throw new Error(await response.text());
      await response.text();
      if (ended.aborted) return rounds;
    }
    rounds.push(performance.now() - began);
  }
  return rounds;
}

/** Sends events at an even pace and prints how long acknowledgements took. */
async function sendEvenly(what: string, url: string, seed: number): Promise<void> {
  const batch = 10;
  const perSecond = EVENTS_PER_SECOND / batch;
  const bodies = buildWireBodies({ form: 'gzip', batch, count: perSecond * SECONDS, seed, nowMs: BENCH_NOW });
  const sent = await sendLoad(bodies, {
    url,
    path: '/e/',
    connections: 8,
    durationMs: SECONDS * 1000,
    requestsPerSecond: perSecond,
  });
  const of = (share: number) => percentile(sent.latenciesMs, share).toFixed(0);
  const refused = Object.keys(sent.refused).length > 0 ? `, refused ${JSON.stringify(sent.refused)}` : '';
  console.log(
    `answered ${(sent.acknowledged / sent.seconds).toFixed(0)} events/s, ${what}: p50 ${of(0.5)} ms, p99 ${of(0.99)} ms${refused}; ${loadNow()}`,
  );
}

/** How long the collector takes to open the store, and to answer clients while somebody looks at all charts. */
async function serve(folder: string): Promise<void> {
  const ceiling = await startServer('ceiling-server.ts', folder);
  const server = await startServer('hub-server.ts', folder);
  console.log(`opened   in ${server.said[0] ?? '?'} ms; ${loadNow()}`);
  try {
    await sendEvenly('by the bare disk', ceiling.url, 20);
    await sendEvenly('alone', server.url, 21);
    const ended = new AbortController();
    const asking = askAll(server.url, ended.signal);
    await sendEvenly('while all questions were asked over and over', server.url, 22);
    ended.abort();
    const rounds = await asking;
    console.log(
      `asked    ${String(rounds.length)} rounds${rounds.length > 0 ? ` of ${(median(rounds) / 1000).toFixed(1)} s` : ''}`,
    );
    console.log(`memory   ${(await server.peakMb()).toFixed(0)} MB at most`);
  } finally {
    await server.kill();
    await ceiling.kill();
  }
  const again = await startServer('hub-server.ts', folder);
  console.log(`reopened in ${again.said[0] ?? '?'} ms after a kill; ${loadNow()}`);
  await again.kill();
}

/** Sends events into an open store at the given pace until it is told to stop. */
function trickle(store: EventStore): () => Promise<void> {
  const ended = new AbortController();
  const run = async () => {
    const events = generateEvents(1_000_000);
    while (!ended.signal.aborted) {
      const batch = Array.from({ length: EVENTS_PER_SECOND / 10 }, () => events.next().value as StoredEvent);
      await store.append(batch.map((event) => ({ ...event, uuid: `ffffffff${event.uuid.slice(8)}` })));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const running = run();
  return async () => {
    ended.abort();
    await running;
  };
}

async function timed(work: () => Promise<{ rows: unknown[][] }>) {
  const began = performance.now();
  const { rows } = await work();
  return { rows, ms: performance.now() - began };
}

/** Each question through HogQL and by hand, in turns on the same store, while events come in. */
async function compare(folder: string): Promise<void> {
  const store = await openEventStore(folder);
  const ask = askStore(store, () => BENCH_NOW);
  const stop = trickle(store);
  try {
    const table = [['question', 'rows', 'HogQL ms', 'by hand ms', 'ratio']];
    const sums = { hogql: 0, hand: 0 };
    for (const { id, hogql, values } of questions) {
      const sql = handSql[id];
      if (sql === undefined)
        throw new Error(`Nobody has written "${id}" by hand yet: add it to hand-sql.ts.`);
      const { from = '', to = '' } = values(TODAY);
      const runs: { hogql: number; hand: number }[] = [];
      let rows = 0;
      for (let round = 0; round <= ROUNDS; round += 1) {
        const byHand = () => timed(() => store.ask(sql, [String(from), String(to)]));
        // Whoever comes first also moves what has arrived meanwhile into the tables.
        const early = round % 2 === 0 ? await byHand() : undefined;
        const ours = await timed(() => ask(hogql, values(TODAY)));
        const theirs = early ?? (await byHand());
        if (JSON.stringify(ours.rows) !== JSON.stringify(theirs.rows))
          throw new Error(
            `${id}: HogQL and SQL written by hand differ.\n${JSON.stringify(ours.rows.slice(0, 3))}\n${JSON.stringify(theirs.rows.slice(0, 3))}`,
          );
        rows = ours.rows.length;
        // The first round parses the text and warms the cache.
        if (round > 0) runs.push({ hogql: ours.ms, hand: theirs.ms });
      }
      const [ourMs, handMs] = [median(runs.map((run) => run.hogql)), median(runs.map((run) => run.hand))];
      sums.hogql += ourMs;
      sums.hand += handMs;
      table.push([id, String(rows), ourMs.toFixed(0), handMs.toFixed(0), (ourMs / handMs).toFixed(2)]);
    }
    table.push(['all', '', sums.hogql.toFixed(0), sums.hand.toFixed(0), (sums.hogql / sums.hand).toFixed(2)]);
    console.log(`${renderTable(table)}\n${' '.repeat(9)}${loadNow()}`);
    const began = performance.now();
    const snapshot = await takeStoreSnapshot(store, benchFacts(), () => BENCH_NOW);
    const failed = snapshot.answers.filter(({ state }) => state !== 'ready').map(({ id }) => id);
    console.log(
      `snapshot of 5,000 assets and 2,000 reps in ${((performance.now() - began) / 1000).toFixed(1)} s${failed.length > 0 ? `, without ${failed.join(', ')}` : ''}`,
    );
  } finally {
    await stop();
    await store.close();
  }
}

/** Fills a store with so many events and prints what that costs. */
export async function benchScale(count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-scale-'));
  try {
    console.log(`\n${String(count)} events`);
    const events = await fill(folder, count);
    await printSizes(folder, events);
    await compare(folder);
    await serve(folder);
    const began = performance.now();
    const rebuilt = await rebuildEventStore(folder, () => undefined);
    console.log(
      `rebuilt  ${String(rebuilt.events)} events from the journal in ${((performance.now() - began) / 1000).toFixed(0)} s; ${loadNow()}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
