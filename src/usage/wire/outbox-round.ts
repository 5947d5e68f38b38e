import { BATCH_EVENTS, nextBatch, type OutboxKey, type Verdict } from './outbox.ts';

export interface RoundSides {
  /** Sends these events in one request. */
  send: (batch: readonly OutboxKey[]) => Promise<Verdict>;
  /** Forgets these events: they are stored. */
  forget: (batch: readonly OutboxKey[]) => Promise<void>;
}

/** How a round ended. */
export interface RoundEnd {
  /** Events that will never be taken. */
  hopeless: OutboxKey[];
  /** Whether something is left that should be sent again. */
  isUnfinished: boolean;
  /** How long the receiver asked to be left alone. */
  waitMs?: number | undefined;
}

/**
 * Sends all that waits, oldest first. A refused request is halved until the refused event stands alone; the rest goes
 * on without it. A lone refusal is the event's fault only if the receiver takes others: a proxy that answers 400 to
 * everything must not empty the outbox. So after the first one the newest event is tried, and if that is refused as
 * well, all is kept for another time.
 */
export async function sendRound(
  waiting: readonly OutboxKey[],
  { send, forget }: RoundSides,
): Promise<RoundEnd> {
  let left = [...waiting];
  let most = BATCH_EVENTS;
  let hasTaken = false;
  const refused: OutboxKey[] = [];
  const end = (isCut: boolean, waitMs?: number): RoundEnd => ({
    hopeless: hasTaken ? refused : [],
    isUnfinished: isCut || (refused.length > 0 && !hasTaken),
    waitMs,
  });
  while (left.length > 0) {
    const batch = nextBatch(left, most);
    const verdict = await send(batch);
    if (verdict.kind === 'later') return end(true, verdict.waitMs);
    if (verdict.kind === 'taken') {
      await forget(batch);
      left = left.slice(batch.length);
      hasTaken = true;
      most = BATCH_EVENTS;
    } else if (batch.length > 1) {
      most = Math.ceil(batch.length / 2);
    } else {
      refused.push(...batch);
      left = left.slice(1);
      most = hasTaken ? BATCH_EVENTS : 1;
      if (!hasTaken && refused.length > 1) return end(true);
      if (!hasTaken) left = [...left.slice(-1), ...left.slice(0, -1)];
    }
  }
  return end(false);
}
