import type { Lane, StoreTable } from '../../usage/event-store.ts';
import type { JournalEnd } from './journal.ts';
import type { Gap } from './segment-book.ts';

/** How far the journal is, told with whatever needs to know. */
export interface JournalState {
  end: JournalEnd;
  segments: readonly number[];
  gaps: readonly Gap[];
}

/** What the tables say of themselves beside how many events they hold. */
export interface TablesCounts {
  duplicates: number;
  damaged: number;
  pendingBytes: number;
  brought: number;
  /** Numbers of archived segments that could not be read. */
  unreadable: readonly number[];
  /** What may be lost with earlier tables, a sentence each. */
  lost: readonly string[];
}

/** What the process with the journal calls in the process with the tables. */
export type TablesCalls = {
  open: (folder: string, givesUpGaps: boolean) => Promise<[segment: number, bytes: number][]>;
  /** Moves the journal into the tables. */
  flush: (state: JournalState) => Promise<TablesCounts>;
  ask: (lane: Lane, sql: string, values: readonly (string | number | boolean)[]) => Promise<StoreTable>;
  interrupt: (lane: Lane) => void;
  dropBefore: (state: JournalState, moment: string) => Promise<void>;
  /** Moves what is left, and lets go of the files. */
  close: (state: JournalState) => Promise<void>;
};

/** What the process with the tables calls in the process with the journal. */
export type JournalCalls = {
  append: (lines: string) => Promise<JournalState>;
  archived: () => Promise<number[]>;
  archive: (segment: number) => Promise<JournalState>;
  settle: (segments: readonly number[]) => Promise<JournalState>;
  dropStart: (moment: string) => Promise<JournalState>;
  tidy: () => Promise<void>;
  onSegment: () => void;
};
