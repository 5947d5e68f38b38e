import { openEventStore } from '../../../src/adapters/event-store/event-store.ts';
import { createStoreQuery } from '../../../src/collector/query.ts';
import { takeStoreSnapshot } from '../../../src/collector/take-snapshot.ts';
import type { EventStore, StoredEvent } from '../../../src/usage/event-store.ts';
import { countedQuestions } from '../../../src/usage/snapshot/tables.ts';
import { createFrozenBook } from '../../support/store/frozen-book.ts';
import { median } from '../measure.ts';
import { renderTable } from '../table.ts';
import { BENCH_NOW, benchFacts, generateEvents } from './generate-events.ts';
import { handSql } from './hand-sql.ts';
import { loadNow } from './load-now.ts';

const ROUNDS = 4;
const EVENTS_PER_SECOND = 500;
const TODAY = new Date(BENCH_NOW).toISOString().slice(0, 10);

/**
 * Sends events into an open store at the given pace until it is told to stop. They are of this week, which no question
 * counts yet, so that two answers one after the other are the same.
 */
function trickle(store: EventStore): () => Promise<void> {
  const ended = new AbortController();
  const run = async () => {
    const events = generateEvents(1_000_000);
    while (!ended.signal.aborted) {
      const batch = Array.from({ length: EVENTS_PER_SECOND / 10 }, () => events.next().value as StoredEvent);
      const at = new Date(BENCH_NOW).toISOString();
      await store.append(
        batch.map((event) => ({
          ...event,
          uuid: `ffffffff${event.uuid.slice(8)}`,
          timestamp: at,
          created_at: at,
        })),
      );
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
export async function benchQuestions(folder: string): Promise<void> {
  const store = await openEventStore(folder);
  const ask = createStoreQuery(store, () => BENCH_NOW);
  const stop = trickle(store);
  try {
    const table = [['question', 'rows', 'HogQL ms', 'by hand ms', 'ratio']];
    const sums = { hogql: 0, hand: 0 };
    for (const { id, hogql, values } of countedQuestions) {
      const sql = handSql[id];
      if (sql === undefined) throw new Error(`Nobody has written ${id} by hand.`);
      const { from = '', to = '', known_before: known = '' } = values(TODAY);
      const runs: { hogql: number; hand: number }[] = [];
      let rows = 0;
      for (let round = 0; round <= ROUNDS; round += 1) {
        const given = [String(from), String(to), ...(sql.includes('$3') ? [String(known)] : [])];
        const byHand = () => timed(() => store.query(sql, given));
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
    const snapshot = await takeStoreSnapshot(store, benchFacts(), () => BENCH_NOW, {
      book: createFrozenBook(),
    });
    const failed = snapshot.answers.filter(({ state }) => state !== 'ready').map(({ id }) => id);
    console.log(
      `snapshot of 5,000 assets and 2,000 reps in ${((performance.now() - began) / 1000).toFixed(1)} s${failed.length > 0 ? `, without ${failed.join(', ')}` : ''}`,
    );
  } finally {
    await stop();
    await store.close();
  }
}
