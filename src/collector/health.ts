import { setTimeout } from 'node:timers/promises';
import { UserError } from '../library/user-error.ts';
import type { EnvelopeProblem } from '../usage/wire/envelope.ts';
import type { EventStore } from '../usage/event-store.ts';
import { ADJUSTMENTS, DROP_REASONS, type Adjustment, type DropReason } from '../usage/wire/ingest.ts';
import type { Reply } from './call.ts';
import { replyJson } from './reply.ts';

/** Why a whole request was refused. */
const REFUSALS = [
  'empty-body',
  'body-too-large',
  'batch-too-large',
  'undecodable-body',
  'malformed-batch',
  'no-token',
  'wrong-token',
  'too-many-waiting',
  'too-slow',
  'store-unavailable',
] as const satisfies readonly (EnvelopeProblem | string)[];
export type Refusal = (typeof REFUSALS)[number];

/** Counters since the collector was started. */
export interface Tally {
  /** Events acknowledged. */
  accepted: number;
  dropped: Record<DropReason, number>;
  adjusted: Record<Adjustment, number>;
  refused: Record<Refusal, number>;
}

/** What `/collector/health` tells of taking events in. */
export interface Ingesting {
  tally: Tally;
  /** Why the last events could not be stored, for a person; undefined when they could. */
  problem: () => string | undefined;
}

function zero<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

/** All counters at zero. */
export function createTally(): Tally {
  return { accepted: 0, dropped: zero(DROP_REASONS), adjusted: zero(ADJUSTMENTS), refused: zero(REFUSALS) };
}

/** What is wrong with the store and what to do, for a person. */
export function problemOf(error: unknown): string {
  if (error instanceof UserError) return `${error.message} ${error.hint}`;
  return error instanceof Error ? error.message : String(error);
}

/** Longest that somebody who asks how things are waits for the tables to be brought up to date. */
const PATIENCE_MS = 3000;

/**
 * How the collector does: what it took, what it left out and why. Says nothing about any person; how many events there are
 * now, which a moment later tells what one person did, is said with the query key alone. While the tables are being made
 * anew from the journal, or many questions are asked, it says that instead; events are taken all the same.
 */
export async function replyHealth(
  { tally, problem }: Ingesting,
  store: EventStore,
  isExact: boolean,
): Promise<Reply> {
  const reply = (status: number, says: Record<string, unknown>, exact: Record<string, unknown> = {}) =>
    replyJson(status, { ...says, ...(isExact ? { ...exact, ...tally } : {}) });
  const unstored = problem();
  if (unstored !== undefined) return reply(503, { status: 'failing', problem: unstored });
  const waiting = new AbortController();
  try {
    const late = setTimeout(PATIENCE_MS, undefined, { signal: waiting.signal, ref: false }).catch(
      () => undefined,
    );
    const counts = await Promise.race([store.counts(), late]);
    if (counts === undefined) {
      const status = store.asking() > 0 ? 'asking' : 'catching up';
      return reply(200, { status, gaps: store.gaps(), lacking: store.lacking() });
    }
    const { events, gaps, ...others } = counts;
    return reply(200, { status: 'ok', gaps, lacking: store.lacking() }, { stored: events, ...others });
  } catch (error) {
    return reply(503, { status: 'failing', problem: problemOf(error) });
  } finally {
    waiting.abort();
  }
}
