import type { EnvelopeProblem } from '../usage/envelope.ts';
import type { EventStore } from '../usage/event-store.ts';
import { DROP_REASONS, type DropReason } from '../usage/ingest.ts';
import { replyJson } from './reply.ts';

/** Why a whole request was refused. */
export const REFUSALS = [
  'empty-body',
  'body-too-large',
  'undecodable-body',
  'no-token',
  'wrong-token',
  'store-unavailable',
] as const satisfies readonly (EnvelopeProblem | string)[];
export type Refusal = (typeof REFUSALS)[number];

/** Counters since the collector was started. */
export interface Tally {
  /** Events acknowledged. */
  accepted: number;
  dropped: Record<DropReason, number>;
  refused: Record<Refusal, number>;
}

function zero<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

/** All counters at zero. */
export function createTally(): Tally {
  return { accepted: 0, dropped: zero(DROP_REASONS), refused: zero(REFUSALS) };
}

/** How the collector does: what it took, what it left out and why. Says nothing about any person. */
export async function replyHealth(tally: Tally, store: EventStore): Promise<Response> {
  try {
    const { events, duplicates, damaged, pendingBytes } = await store.counts();
    return replyJson(200, { status: 'ok', stored: events, duplicates, damaged, pendingBytes, ...tally });
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'The store cannot be asked.';
    return replyJson(503, { status: 'failing', problem, ...tally });
  }
}
