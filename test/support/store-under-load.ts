/** A process that stores events without pause and prints the uuid of each acknowledged one, until it is killed. */
import { openEventStore } from '../../src/adapters/event-store.ts';
import { storedEvent } from './event-store.ts';

const [folder = '', first = '0'] = process.argv.slice(2);
const store = await openEventStore(folder);
let number = Number(first);

async function storeOneAfterAnother(): Promise<void> {
  for (;;) {
    const events = Array.from({ length: 1 + (number % 3) }, () => {
      number += 1;
      // Large enough that segments are closed, archived and opened anew while the test runs.
      return storedEvent(number, {
        distinct_id: `rep-${String(number % 50)}`,
        properties: { filler: 'x'.repeat(40_000) },
      });
    });
    await store.append(events);
    process.stdout.write(events.map(({ uuid }) => `${uuid}\n`).join(''));
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
