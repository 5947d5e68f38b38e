/**
 * A process that stores events without pause and prints the uuid of each acknowledged one, until it is killed. Every
 * second uuid is random, as older clients make them, and now and then events are sent a second time.
 */
import { randomUUID } from 'node:crypto';
import { openEventStore } from '../../../src/adapters/event-store/event-store.ts';
import type { StoredEvent } from '../../../src/usage/event-store.ts';
import { storedEvent } from './event-store.ts';

const [folder = '', first = '0'] = process.argv.slice(2);
const store = await openEventStore(folder);
let number = Number(first);

async function storeOneAfterAnother(): Promise<void> {
  let before: readonly StoredEvent[] = [];
  for (;;) {
    const events = Array.from({ length: 1 + (number % 3) }, () => {
      number += 1;
      // Large enough that segments are closed, archived and opened anew while the test runs.
      return storedEvent(number, {
        ...(number % 2 === 0 ? { uuid: randomUUID() } : {}),
        distinct_id: `rep-${String(number % 50)}`,
        properties: { filler: 'x'.repeat(40_000), ...(number % 20 === 0 ? { $set: { number } } : {}) },
        ...(number % 20 === 0 ? { changes_person: true } : {}),
      });
    });
    await store.append(number % 5 === 0 ? [...before, ...events] : events);
    process.stdout.write(events.map(({ uuid }) => `${uuid}\n`).join(''));
    before = events;
  }
}

async function askOneAfterAnother(): Promise<void> {
  for (;;) await store.counts();
}

await Promise.all([
  storeOneAfterAnother(),
  storeOneAfterAnother(),
  storeOneAfterAnother(),
  askOneAfterAnother(),
]);
