/** npm run seed -- [--days 180] [--seed 1]: made-up use, so that the charts of a new hub have something to show. */
import { contentFolder, readContent } from '../src/adapters/content-folder.ts';
import { openEventStore } from '../src/adapters/event-store/event-store.ts';
import { pageLoadsPath, writePageLoads } from '../src/adapters/page-loads-file.ts';
import { dataFolder } from '../src/adapters/data-folder.ts';
import { UserError } from '../src/library/user-error.ts';
import { generateDemoEvents, type DemoEvent } from '../src/usage/demo/demo-events.ts';
import { createDemoPageLoads } from '../src/usage/demo/demo-page-loads.ts';
import { toStoredEvents } from '../src/usage/demo/demo-stored.ts';
import { buildDemoSpec } from '../src/usage/demo/demo-spec.ts';
import type { EventStore } from '../src/usage/event-store.ts';
import { runCommand } from './run-command.ts';
import { projectToken } from '../src/usage/wire/project-token.ts';

/** Events that go into the store at once. */
const BATCH = 2000;
const MAX_DAYS = 3650;

function wholeNumber(name: string, given: string | undefined, otherwise: number, max: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new UserError(
    `--${name} takes a whole number from 1 to ${String(max)}, not "${String(given)}".`,
    'Nothing was written.',
  );
}

async function storeEvents(store: EventStore, events: readonly DemoEvent[]): Promise<void> {
  await store.append(toStoredEvents(events, projectToken(process.env), Date.now()));
}

runCommand(
  {
    name: 'seed',
    about:
      'Fills an empty store (HUB_DATA, else .hub/) with made-up use of the hub, the same for the same seed and day.',
    flags: {
      days: { type: 'string', value: 'NUMBER', says: 'How many days back from now (180).' },
      seed: { type: 'string', value: 'NUMBER', says: 'Which made-up company (1).' },
    },
    notes: ['Exit code: 0 written, 2 the store is not empty, in use, or cannot be written.'],
  },
  async ({ flags }) => {
    const days = wholeNumber('days', flags.days, 180, MAX_DAYS);
    const seed = wholeNumber('seed', flags.seed, 1, 4_294_967_295);
    const { library } = await readContent(contentFolder(process.env));
    const spec = await buildDemoSpec(library, { seed, days, until: new Date().toISOString() });
    const store = await openEventStore(dataFolder(process.env));
    try {
      const { events } = await store.counts();
      if (events > 0)
        throw new UserError(
          `The store already holds ${String(events)} events, and made-up ones among real ones could never be told apart again.`,
          'Set HUB_DATA to an empty folder, or move the store away. Nothing was written.',
        );
      let written = 0;
      let batch: DemoEvent[] = [];
      const loads = createDemoPageLoads(spec);
      for (const event of generateDemoEvents(spec)) {
        loads.add(event);
        batch.push(event);
        if (batch.length < BATCH) continue;
        await storeEvents(store, batch);
        written += batch.length;
        batch = [];
      }
      await storeEvents(store, batch);
      await writePageLoads(pageLoadsPath(process.env), loads.read());
      console.log(`${String(written + batch.length)} made-up events of ${String(days)} days written.`);
      return 0;
    } finally {
      await store.close();
    }
  },
);
