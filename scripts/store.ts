import './thread-pool.ts';
import { rebuildEventStore } from '../src/adapters/event-store/rebuild.ts';
import { findRunningCollector } from '../src/collector/running.ts';
import { dataFolder } from '../src/collector/settings.ts';
import { UserError } from '../src/library/user-error.ts';
import { runCommand } from './run-command.ts';

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

runCommand(
  {
    name: 'store',
    about:
      'rebuild: makes the tables of the event store (HUB_DATA, else .hub/) anew from the journal and its archive, while no hub runs.',
    flags: {},
    words: ['rebuild'],
    notes: [
      'Exit code: 0 made anew, 1 without events that could not be read, 2 a hub runs or there is no store.',
    ],
  },
  async ({ words: [what] }) => {
    const usage = 'Nothing was changed. `npm run store -- --help` lists what it takes.';
    if (what !== 'rebuild') throw new UserError(`store does not know "${String(what)}".`, usage);
    const folder = dataFolder(process.env);
    const running = await findRunningCollector(folder);
    if (running !== undefined)
      throw new UserError(
        `A hub runs on this store at ${running.url} (pid ${String(running.pid)}).`,
        'Stop it first; what clients send meanwhile they keep for a while and send again. Nothing was changed.',
      );
    const { events, duplicates, damaged, unreadable } = await rebuildEventStore(folder, reportTenths());
    console.log(
      `${String(events)} events are in the new tables; ${String(duplicates)} copies were left out. The journal and its archive are as they were.`,
    );
    for (const file of unreadable)
      console.error(
        `${file} cannot be read, so its events are missing from the tables. The file is left as it is: put a good copy from a backup in its place, and the next start adds its events.`,
      );
    if (damaged > 0)
      console.error(
        `${String(damaged)} lines of the journal are damaged and missing from the tables. They are left where they are.`,
      );
    return unreadable.length + damaged > 0 ? 1 : 0;
  },
);
