import { forgetEvents, findEvents, findIdsLike } from '../src/adapters/event-store/forget.ts';
import { openEventStore } from '../src/adapters/event-store/event-store.ts';
import { UserError } from '../src/library/user-error.ts';
import type { Selection } from '../src/usage/selection.ts';

/** How `store -- forget` and `export` say which events are meant. */
export interface SelectionFlags {
  person: string | undefined;
  prefix: string | undefined;
  asset: string | undefined;
  from: string | undefined;
  until: string | undefined;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;

/** `2026-11-30` or `2026-11-30T14:00`, in UTC. */
function readMoment(name: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const time = MOMENT.test(given)
    ? Date.parse(given.length === 10 ? given : `${given.replace('Z', '')}Z`)
    : NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new UserError(
    `--${name} is a day or a moment in UTC, such as 2026-11-30 or 2026-11-30T14:00, not "${given}".`,
    'Nothing was changed.',
  );
}

/** Reads the flags; the ids of a person are looked up in the journal. Rejects with a UserError when nothing is meant. */
export async function readSelection(folder: string, flags: SelectionFlags): Promise<Selection> {
  const [from, until] = [readMoment('from', flags.from), readMoment('until', flags.until)];
  if (Object.values(flags).every((each) => each === undefined))
    throw new UserError(
      'Nothing says which events are meant.',
      'Give --person, --prefix, --asset, --from or --until; with several, events that fit all of them are meant. Nothing was changed.',
    );
  return {
    ...(flags.person === undefined ? {} : { ids: await findIdsLike(folder, flags.person) }),
    ...(flags.prefix === undefined ? {} : { idPrefix: flags.prefix }),
    ...(flags.asset === undefined ? {} : { asset: flags.asset }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
}

function count(number: number, one: string): string {
  return `${String(number)} ${number === 1 ? one : `${one}s`}`;
}

/** Takes out what is meant. The store is made whole first: what only the tables hold could come back otherwise. */
export async function forget(folder: string, flags: SelectionFlags): Promise<number> {
  const before = await openEventStore(folder);
  const { gaps } = await before.counts();
  await before.close();
  if (gaps.length > 0)
    throw new UserError(
      `The journal is not whole: ${gaps[0] ?? ''}`,
      'Run `npm run store -- rebuild` first. Nothing was taken out.',
    );
  const selection = await readSelection(folder, flags);
  const found = await findEvents(folder, selection);
  if (found.events === 0) {
    console.log('There are no such events. Nothing was changed.');
    return 0;
  }
  await forgetEvents(folder, selection, found);
  const after = await openEventStore(folder);
  const { events } = await after.counts();
  await after.close();
  console.log(
    `${count(found.events, 'event')} of ${count(found.ids, 'id')} are gone from the tables, the journal and its archive; ${count(events, 'event')} are left. Backups and copies of the folder still hold them: delete or replace those too.`,
  );
  return 0;
}

/** Prints what is meant, one event a line as JSON. A hub may run meanwhile. */
export async function exportEvents(folder: string, flags: SelectionFlags): Promise<number> {
  const selection = await readSelection(folder, flags);
  const found = await findEvents(folder, selection, (event) => console.log(JSON.stringify(event)));
  console.error(`${count(found.events, 'event')} of ${count(found.ids, 'id')}.`);
  return 0;
}
