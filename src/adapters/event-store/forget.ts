import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../library/user-error.ts';
import { renderKey, type StoredEvent } from '../../usage/event-store.ts';
import { createIdBook, createSelector, type Selection } from '../../usage/selection.ts';
import { syncFolder, writeWholeFile } from '../write-file.ts';
import { removeEarlierTables, removeTables } from './earlier-tables.ts';
import { readJournalFiles, rewriteSegments, type FileLine } from './journal-files.ts';

/** What is being taken out. While it is there, whoever opens the store finishes it first. */
const FORGETTING_FILE = 'forgetting.json';

/** What is to be taken out, and the segments that hold some of it. */
interface Forgetting {
  selection: Selection;
  segments: number[];
}

/** What a selection comes to. */
export interface Found {
  events: number;
  ids: number;
  segments: number[];
}

/** All ids of the person who has one, from the journal of a folder. */
export async function findIdsLike(folder: string, id: string): Promise<string[]> {
  const book = createIdBook();
  for await (const { lines } of readJournalFiles(folder))
    for (const { event } of lines) if (event !== undefined) book.read(event);
  return book.idsLike(id);
}

/** Gives each event that is meant, once, and says where they are. */
export async function findEvents(
  folder: string,
  selection: Selection,
  take: (event: StoredEvent) => void = () => undefined,
): Promise<Found> {
  const isMeant = createSelector(selection);
  const [segments, keys, ids] = [new Set<number>(), new Set<string>(), new Set<string>()];
  for await (const { segment, lines } of readJournalFiles(folder)) {
    for (const { event } of lines) {
      if (event === undefined || !isMeant(event)) continue;
      segments.add(segment);
      ids.add(event.distinct_id);
      const key = renderKey(event);
      if (keys.has(key)) continue;
      keys.add(key);
      take(event);
    }
  }
  return { events: keys.size, ids: ids.size, segments: [...segments] };
}

/** Lines to keep. One that cannot be read goes when it holds one of the ids. */
function createKeeper(selection: Selection): (line: FileLine) => boolean {
  const isMeant = createSelector(selection);
  const ids = (selection.ids ?? []).map((id) => JSON.stringify(id));
  return ({ event, bytes }) =>
    event === undefined ? !ids.some((id) => bytes.includes(id)) : !isMeant(event);
}

/**
 * Takes events out of the journal, its archive and the tables of a folder that nobody has open. What is to go is written
 * down first: a process that is killed in between leaves that, and the store is not opened before it is done. The tables
 * are made anew when they are opened next, since what is deleted from them stays in their file for a while.
 */
export async function forgetEvents(folder: string, selection: Selection, { segments }: Found): Promise<void> {
  const forgetting: Forgetting = { selection, segments };
  await writeWholeFile(join(folder, FORGETTING_FILE), `${JSON.stringify(forgetting)}\n`);
  await finishForgetting(folder);
}

/** Whether something was begun to be taken out and is not done. */
export async function isForgetting(folder: string): Promise<boolean> {
  return (await readFile(join(folder, FORGETTING_FILE)).catch(() => undefined)) !== undefined;
}

/** Finishes what was begun. The caller makes sure that nobody has the store open. */
export async function finishForgetting(folder: string): Promise<void> {
  const path = join(folder, FORGETTING_FILE);
  let begun: Forgetting;
  try {
    begun = JSON.parse(await readFile(path, 'utf8')) as Forgetting;
  } catch {
    throw new UserError(
      `What was to be taken out of the store stands in ${path}, and that cannot be read.`,
      'Delete the file and run `npm run store -- forget` again. Nothing was lost.',
    );
  }
  await rewriteSegments(folder, begun.segments, createKeeper(begun.selection));
  await removeTables(folder);
  await removeEarlierTables(folder);
  await rm(path);
  await syncFolder(folder);
}
