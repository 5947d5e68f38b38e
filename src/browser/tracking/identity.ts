/**
 * Who reads, as the host says at `/identity.json`; a host without sign-in says nothing, and the reader is anonymous.
 * The one place that asks for it.
 */

import { readStoredJson, removeStored, writeStored } from '../storage.ts';
import { IDENTITY_FILE } from '../../library/addresses.ts';
import { parseIdentity, recallIdentity, type Identity } from '../../usage/wire/identity.ts';

const SLOT = 'hub:identity';
/** Nothing is sent before the host has said who reads; one that says nothing is not waited for. */
const PATIENCE_MS = 15_000;

/** What was remembered of the reader; nothing once it is too old. */
function recall(now: number): Identity {
  const identity = recallIdentity(readStoredJson(SLOT), now);
  if (identity === undefined) forgetIdentity();
  return identity ?? {};
}

/** Takes what was remembered of the reader out of this browser. */
export function forgetIdentity(): void {
  removeStored(SLOT);
}

/**
 * Asks the host who reads. A host that says "nobody" (401, 403, 404, 410, or an answer without an id that is fit) is
 * believed, from now on; one that cannot be reached, or answers with something else, is not, and what it said last stays.
 */
export async function readIdentity(now: number): Promise<Identity> {
  try {
    const answer = await fetch(IDENTITY_FILE, {
      cache: 'no-cache',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if ([401, 403, 404, 410].includes(answer.status)) {
      forgetIdentity();
      return {};
    }
    if (!answer.ok) return recall(now);
    const identity = parseIdentity(await answer.json());
    if (Object.keys(identity).length === 0) forgetIdentity();
    else writeStored(SLOT, JSON.stringify({ ...identity, at: now }));
    return identity;
  } catch {
    return recall(now);
  }
}
