/**
 * "Heard this": one tap says that a customer raised an objection. It counts once a day in a browser, and the button
 * stays pressed for that day. There is no way back: a count of people does not mind one tap too many.
 */
import { whoOptedOut } from './consent.ts';
import { report, type ReportedEvent } from './hub-event.ts';
import { readStoredJson, writeStored } from '../storage.ts';
import { readToday } from '../today.ts';

type Heard = Extract<ReportedEvent, { event: 'objection_heard' }>['properties'];

const SLOT = 'hub:heard';
/** What this page counted on a day, for a browser that keeps nothing. */
const here = { day: '', keys: new Set<string>() };

/** The objections that were counted today, by asset and objection. */
function readHeard(): string[] {
  const today = readToday();
  if (here.day !== today) Object.assign(here, { day: today, keys: new Set() });
  const stored = readStoredJson(SLOT) as { day?: string; keys?: string[] } | null | undefined;
  return [...here.keys, ...(stored?.day === today ? (stored.keys ?? []) : [])];
}

const keyOf = (asset: string, objection: string): string => `${asset}#${objection}`;

/** Whether an objection was counted today. */
export function isHeard(asset: string, objection: string): boolean {
  return readHeard().includes(keyOf(asset, objection));
}

/** Counts an objection once a day. Gives what there is to say to the reader. */
export function reportHeard(heard: Heard): string {
  const key = keyOf(heard.asset_id, heard.objection);
  const known = readHeard();
  if (known.includes(key)) return 'Already counted today.';
  if (whoOptedOut() !== undefined) return 'Not counted: recording is off in this browser.';
  report({ event: 'objection_heard', properties: heard });
  here.keys.add(key);
  // A browser that keeps nothing for this site counts once a page.
  writeStored(SLOT, JSON.stringify({ day: readToday(), keys: [...new Set([...known, key])] }));
  return 'Counted for today.';
}
