import { UserError } from '../library/user-error.ts';

/** An event as it is kept: checked, with the time and the person's id worked out. All times are ISO 8601 in UTC. */
export interface StoredEvent {
  /** Lower-case UUID. An event with a uuid that is already kept is a copy. */
  uuid: string;
  event: string;
  timestamp: string;
  distinct_id: string;
  created_at: string;
  properties: Record<string, unknown>;
  /** Set when the event carries person properties or merges two ids. */
  changes_person?: true;
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
  /** Parts of the archive that could not be read since the store was opened, such as `archive/00000002.ndjson.zst`. */
  unreadable: string[];
  /** Bytes that are safe on disk but not yet in the tables. */
  pendingBytes: number;
}

/** Where events are kept and questions are asked. Every method rejects with a StoreError when the store fails. */
export interface EventStore {
  /** Resolves when the events are on disk: what was acknowledged survives the end of the process. */
  append: (events: readonly StoredEvent[]) => Promise<void>;
  /** Rows of a compiled question, events appended before included. `values` stand for `$1`, `$2`, …. */
  query: (sql: string, values: readonly (string | number | boolean)[]) => Promise<StoreTable>;
  counts: () => Promise<StoreCounts>;
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
