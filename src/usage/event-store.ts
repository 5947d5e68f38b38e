import { UserError } from '../library/user-error.ts';

/** An event as it is kept: checked, with the time and the person's id worked out. All times are ISO 8601 in UTC. */
export interface StoredEvent {
  /** Lower-case UUID. */
  uuid: string;
  event: string;
  timestamp: string;
  distinct_id: string;
  created_at: string;
  properties: Record<string, unknown>;
  /** Set when the event carries person properties or merges two ids. */
  changes_person?: true;
}

/**
 * What tells one event from every other. PostHog keeps two of one uuid where their names or people differ, and so where the
 * day does: here that is a copy all the same, since an event that is sent again near midnight is on another day by then.
 */
export type EventKey = Pick<StoredEvent, 'uuid' | 'event' | 'distinct_id'>;

/** The same text for two events that are copies of each other. */
export function renderKey({ uuid, event, distinct_id }: EventKey): string {
  return JSON.stringify([uuid, event, distinct_id]);
}

/** A value in a row of an answer. Days are `YYYY-MM-DD`, times ISO 8601 in UTC. */
export type StoreValue = string | number | boolean | null | StoreValue[] | { [key: string]: StoreValue };

/** Rows and the columns they are made of; `type` is ClickHouse's name of the type, as PostHog reports it. */
export interface StoreTable {
  columns: { name: string; type: string }[];
  rows: StoreValue[][];
}

export interface StoreCounts {
  /** Events that can be asked about now, copies left out. */
  events: number;
  /** Copies dropped since the store was opened. */
  duplicates: number;
  /** Lines of the journal that could not be read since the store was opened. */
  damaged: number;
  /** Parts of the archive that cannot be read and whose events are missing, such as `archive/00000002.ndjson.zst`. */
  unreadable: string[];
  /** Events that only earlier tables held, and that were written into the journal since the store was opened. */
  brought: number;
  /** What is wrong with the journal, as `gaps()` of the store says it. */
  gaps: string[];
  /** Bytes that are safe on disk but not yet in the tables. */
  pendingBytes: number;
}

/** Who asks: the charts, somebody with the query key, or how things are. None of them waits for another. */
export type Lane = 'charts' | 'asked' | 'health';

/** Where events are kept and questions are asked. Every method rejects with a StoreError when the store fails. */
export interface EventStore {
  /** Resolves when the events are on disk: what was acknowledged survives the end of the process. */
  append: (events: readonly StoredEvent[]) => Promise<void>;
  /** The same with events as they are kept, one a line, each line with its end; as text or in UTF-8. */
  appendLines: (lines: string | Uint8Array) => Promise<void>;
  /** Rows of a compiled question, events appended before included. `values` stand for `$1`, `$2` and so on in `sql`. */
  query: (sql: string, values: readonly (string | number | boolean)[], lane?: Lane) => Promise<StoreTable>;
  /** How many questions are being answered or wait for it. */
  asking: () => number;
  counts: () => Promise<StoreCounts>;
  /** What of the journal is missing or not as it was written, a sentence each; none while all is well. */
  gaps: () => string[];
  /** Those of them whose events answers may lack: the tables do not have them either. */
  lacking: () => string[];
  /** Takes out what arrived before a moment (ISO 8601 in UTC). */
  dropBefore: (moment: string) => Promise<void>;
  /** Moves everything into the tables and lets go of the files. */
  close: () => Promise<void>;
}

/** What went wrong: the store itself, or one question that it could not run. */
export type StoreErrorKind = 'unavailable' | 'question';

/** The store cannot do what was asked. The message says what happened, the hint what to do and what is safe. */
export class StoreError extends UserError {
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, hint: string) {
    super(message, hint);
    this.name = 'StoreError';
    this.kind = kind;
  }
}
