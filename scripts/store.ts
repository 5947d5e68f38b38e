import './thread-pool.ts';
import { rebuildEventStore } from '../src/adapters/event-store/rebuild.ts';
import { findRunningCollector } from '../src/collector/running.ts';
import { dataFolder } from '../src/adapters/data-folder.ts';
import { UserError } from '../src/library/user-error.ts';
import { runCommand } from './run-command.ts';
import { exportEvents, forget } from './store-forget.ts';

/** Says how far it is at every tenth. */
function reportTenths(): (done: number, all: number) => void {
  let said = 0;
  return (done, all) => {
    const tenths = Math.floor((done / all) * 10);
    if (tenths <= said) return;
    said = tenths;
    console.log(`${String(done)} of ${String(all)} parts of the journal`);
  };
}

async function rebuild(folder: string, maySmaller: boolean): Promise<number> {
  const { events, duplicates, damaged, brought, gaps } = await rebuildEventStore(folder, {
    onSegment: reportTenths(),
    maySmaller,
  });
  console.log(
    `${String(events)} events are in the new tables; ${String(duplicates)} copies were left out. The journal and its archive are as they were.`,
  );
  if (brought > 0)
    console.log(
      `${String(brought)} of them were in the tables alone, and are in the journal again. Nothing was lost.`,
    );
  for (const gap of gaps) console.error(gap);
  if (damaged > 0)
    console.error(
      `${String(damaged)} lines of the journal are damaged and missing from the tables. They are left where they are.`,
    );
  return gaps.length + damaged > 0 ? 1 : 0;
}

async function checkNobodyRuns(folder: string): Promise<void> {
  const running = await findRunningCollector(folder);
  if (running === undefined) return;
  throw new UserError(
    `A hub runs on this store at ${running.url} (pid ${String(running.pid)}).`,
    'Stop it first; what clients send meanwhile they keep for a while and send again. Nothing was changed.',
  );
}

runCommand(
  {
    name: 'store',
    about:
      'What may be done to the event store (HUB_DATA, else .hub/). rebuild: makes its tables anew from the journal and its archive. forget: takes out one person, or what somebody made up. export: prints a person’s events as JSON, one a line. Only export works while a hub runs.',
    flags: {
      person: { type: 'string', value: 'ID', says: 'One person, by any of their ids.' },
      prefix: { type: 'string', value: 'TEXT', says: 'Ids that begin so.' },
      asset: { type: 'string', value: 'ID', says: 'Events about one page, such as battlecards/acme.' },
      from: { type: 'string', value: 'TIME', says: 'What arrived from then on, in UTC: 2026-11-30T14:00.' },
      until: { type: 'string', value: 'TIME', says: 'What arrived before then.' },
      smaller: {
        type: 'boolean',
        says: 'rebuild: go on although parts of the journal are missing; what they held is given up.',
      },
    },
    words: ['rebuild, forget or export'],
    notes: [
      'Exit code: 0 done, 1 made anew without events that are missing or could not be read, 2 a hub runs, there is no store, or nothing says what is meant.',
    ],
  },
  async ({ flags: { smaller, ...meant }, words: [what] }) => {
    const folder = dataFolder(process.env);
    if (what === 'export') return exportEvents(folder, meant);
    if (what !== 'rebuild' && what !== 'forget')
      throw new UserError(
        `store does not know "${String(what)}".`,
        'Nothing was changed. `npm run store -- --help` lists what it takes.',
      );
    await checkNobodyRuns(folder);
    return what === 'forget' ? forget(folder, meant) : rebuild(folder, smaller === true);
  },
);
