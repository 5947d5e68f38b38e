import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../library/user-error.ts';
import type { StoreCounts } from '../../usage/event-store.ts';
import {
  hasTables,
  putTablesAside,
  removeEarlierTables,
  removeTables,
  takeTablesBack,
} from './earlier-tables.ts';
import { openEventStore } from './event-store.ts';
import { canOpenTables } from './open-tables.ts';
import { shownFolder } from './opening-error.ts';
import { listSegments, openJournal } from './journal.ts';

/** How tables are made anew. */
export interface RebuildOptions {
  /** Told after each part of the journal. */
  onSegment: (done: number, all: number) => void;
  /** The store may become smaller than it was. */
  maySmaller: boolean;
}

/**
 * Makes the tables of a store anew from the journal and its archive. What only the tables hold is written into the journal
 * again, so that nothing is lost on the way; where they cannot be read and the journal has a gap, somebody has to say that
 * less is fine. The tables that were there are put back when it fails. Rejects with a UserError when there is no store,
 * and with a StoreError when a hub has it open.
 */
export async function rebuildEventStore(
  folder: string,
  { onSegment, maySmaller }: RebuildOptions,
): Promise<StoreCounts> {
  const isThere = await Promise.all(
    ['archive', 'journal'].map((part) => stat(join(folder, part)).catch(() => undefined)),
  );
  const canRead = await canOpenTables(folder);
  if (!canRead && isThere.every((each) => each === undefined))
    throw new UserError(
      `There is no journal in ${shownFolder(folder)}, so nothing to make tables from.`,
      'Set HUB_DATA to the folder of the store. Nothing was changed.',
    );
  if (!canRead && (await hasTables(folder)) && !maySmaller) await checkWhole(folder);
  const all = (await listSegments(folder)).length;
  if (canRead) await putTablesAside(folder);
  else await removeTables(folder);
  if (maySmaller && !canRead) await removeEarlierTables(folder);
  let done = 0;
  try {
    const store = await openEventStore(folder, {
      givesUpGaps: maySmaller,
      onSegment: () => {
        done += 1;
        onSegment(Math.min(done, all), all);
      },
    });
    try {
      return await store.counts();
    } finally {
      await store.close();
    }
  } catch (error) {
    await takeTablesBack(folder);
    throw error;
  }
}

/** Rejects when the journal lacks something: tables that cannot be read may be all that is left of it. */
async function checkWhole(folder: string): Promise<void> {
  const journal = await openJournal(folder);
  const gaps = journal.gaps().length;
  await journal.close();
  if (gaps > 0)
    throw new UserError(
      `The tables cannot be read, and ${gaps === 1 ? 'a part' : `${String(gaps)} parts`} of the journal in ${shownFolder(folder)} ${gaps === 1 ? 'is' : 'are'} missing or not as written, so the new tables would hold fewer events.`,
      'Put the missing parts back from a backup, or run `npm run store -- rebuild --smaller` to go on with what is there. Nothing was changed.',
    );
}
