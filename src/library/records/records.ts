import type { Day } from '../dates.ts';
import type { Finding } from '../finding.ts';
import type { Library } from '../library.ts';
import { asks } from './asks.ts';
import { board } from './board.ts';
import { boardSeats } from './board-seats.ts';
import type { ContentRecord } from './record.ts';
import { leadFollowUp } from './lead-follow-up.ts';
import { outcomes } from './outcomes.ts';
import { pipeline } from './pipeline.ts';
import { moves } from './moves.ts';
import { needs } from './needs.ts';
import { rituals } from './rituals.ts';
import { searchTests } from './search-tests.ts';
import { sessions } from './sessions.ts';
import { subscriptions } from './subscriptions.ts';

/** The records that a content folder may hold. What reads, checks, publishes or explains them goes by this list. */
export const records = {
  asks,
  board,
  boardSeats,
  leadFollowUp,
  moves,
  needs,
  outcomes,
  pipeline,
  rituals,
  searchTests,
  sessions,
  subscriptions,
} as const satisfies Record<string, ContentRecord<unknown>>;

export type RecordName = keyof typeof records;
type EntryOf<Name extends RecordName> =
  (typeof records)[Name] extends ContentRecord<infer Entry> ? Entry : never;

/** The entries of each record; undefined where there is no such file. */
export type RecordEntries = { [Name in RecordName]: EntryOf<Name>[] | undefined };

export const recordNames = Object.keys(records) as RecordName[];

/** The entries of a folder without records. */
export function noRecords(): RecordEntries {
  return Object.fromEntries(recordNames.map((name) => [name, undefined])) as RecordEntries;
}

/** A record, with the type of its entries left open: it is only ever given its own. */
export function recordOf(name: RecordName): ContentRecord<unknown> {
  return records[name];
}

/** What every record has to say on the day `today`. */
export function checkRecords(entries: RecordEntries, library: Library, today: Day): Finding[] {
  const beside = { sessions: entries.sessions ?? [] };
  return recordNames.flatMap((name) => recordOf(name).check(entries[name] ?? [], library, today, beside));
}
