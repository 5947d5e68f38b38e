import { appendFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  parseImportState,
  parseJournal,
  renderImportState,
  renderJournalLine,
  type BegunWrite,
  type BegunWrites,
  type ImportState,
} from '../library/import/import-state.ts';
import { removeUnfinished, writeWholeFile } from './write-file.ts';

/**
 * What imports into a content folder have written, kept beside it. A journal holds each write before it is made, so that
 * one that was killed goes on, and knows its own files from those that people have changed since. A state saved now and
 * then would forget the writes after it.
 */
export interface ImportMemory {
  state: ImportState;
  begun: BegunWrites;
  begin(write: BegunWrite): void;
  /** Keeps the state; the journal is not needed any more. Rejects with the error of the disk. */
  save(): Promise<void>;
}

/** Opens the memory of the content folder `into`, and takes away what a killed import has left unfinished there. */
export async function openImportMemory(into: string, dryRun = false): Promise<ImportMemory> {
  const [statePath, journalPath] = [`${into}.import.json`, `${into}.import.journal`];
  const state = parseImportState(await textOf(statePath));
  const begun = parseJournal(await textOf(journalPath));
  const latest = [...begun.keys()].at(-1);
  if (!dryRun && latest !== undefined) {
    await removeUnfinished(dirname(join(into, latest)));
    await removeUnfinished(dirname(into));
  }
  return {
    state,
    begun,
    begin(write) {
      appendFileSync(journalPath, renderJournalLine(write));
    },
    async save() {
      await writeWholeFile(statePath, renderImportState(state));
      await rm(journalPath, { force: true });
    },
  };
}

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
