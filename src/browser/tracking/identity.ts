/**
 * Who reads, as the host says at `/identity.json`; a host without sign-in says nothing, and the reader is anonymous.
 * The one place that knows of it. Own checks and no zod, which alone weighs more than the rest of tracking's own code.
 */

import { readStoredJson, removeStored, writeStored } from '../storage.ts';
import { IDENTITY_FILE } from '../../library/addresses.ts';

/** What may be known of a reader. */
export interface Identity {
  id?: string;
  team?: string;
  role?: string;
  region?: string;
}

const ADDRESS = IDENTITY_FILE;
const SLOT = 'hub:identity';
/** For so long a reader stays known while the host cannot be reached. */
const REMEMBERED_MS = 30 * 86_400_000;

/**
 * An id that a directory makes up holds a digit, and never an @ or a blank. What looks like a mail address or a name is
 * refused and not hashed: whoever has the address book could hash it as well.
 */
const ID = /^(?=.*\d)[\w.:|/+=-]{3,128}$/;
const LABEL = /^[\p{L}\p{N}][\p{L}\p{N} &+./_-]{0,79}$/u;

function textOf(value: unknown, shape: RegExp): string | undefined {
  return typeof value === 'string' && shape.test(value.trim()) ? value.trim() : undefined;
}

/** Reads the host's answer. What is not fit to be sent is left out, and so is everything else that stands in it. */
export function parseIdentity(answer: unknown): Identity {
  const given = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  const read = {
    id: textOf(given['id'], ID),
    team: textOf(given['team'], LABEL),
    role: textOf(given['role'], LABEL),
    region: textOf(given['region'], LABEL),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** What was remembered of the reader; nothing once it is too old. */
function recall(now: number): Identity {
  const { at, ...identity } = (readStoredJson(SLOT) ?? {}) as { at?: number };
  if (at !== undefined && now - at <= REMEMBERED_MS) return parseIdentity(identity);
  forgetIdentity();
  return {};
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
    const answer = await fetch(ADDRESS, { cache: 'no-cache' });
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
