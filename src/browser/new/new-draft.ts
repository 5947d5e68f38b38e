/** What somebody is writing, kept in this browser alone, so that a closed tab loses nothing. */
import type { Draft } from '../../library/draft-text.ts';
import { kindNames } from '../../library/kinds/kinds.ts';
import { readStoredJson, removeStored, writeStored } from '../storage.ts';

const SLOT = 'hub:new-asset';

/** The draft that was kept; undefined when there is none, or what lies there is none. */
export function readDraft(): Draft | undefined {
  const kept = readStoredJson(SLOT) as Partial<Draft> | null | undefined;
  if (typeof kept?.body !== 'string' || typeof kept.values !== 'object') return undefined;
  const kind = kindNames.find((name) => name === kept.kind);
  return kind && { kind, body: kept.body, values: { ...kept.values } };
}

/** Whether the draft is kept now: a browser that keeps nothing says so by false. */
export function keepDraft(draft: Draft): boolean {
  return writeStored(SLOT, JSON.stringify(draft));
}

export function forgetDraft(): void {
  removeStored(SLOT);
}
