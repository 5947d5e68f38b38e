/**
 * What somebody is writing, kept in this browser alone, so that a closed tab loses nothing. Each tab keeps its draft in a
 * place of its own, and no two write to one: a tab takes over what a closed tab left, and looks before whether it is closed.
 * An open tab holds a lock on its place. Where a site is served without https browsers have no locks, and tabs are asked
 * over a channel; one that slept too deep to answer goes on in its own place, and then there are two drafts, not half of each.
 */
import type { Draft } from '../../library/draft-text.ts';
import { kindNames } from '../../library/kinds/kinds.ts';
import type { KeptKey } from '../kept-keys.ts';
import { findStored, readStoredJson, removeStored, writeStored } from '../storage.ts';

const PREFIX = 'hub:new-asset';
/** Of this tab since a reload, in its session. */
const OWN = 'hub:new-asset-tab';
/** What a tab that opens says to all others. */
const ASKS = 'who is open?';
/** Open tabs answer within a few milliseconds; a tab that is loaded anew lets go of its lock as soon. */
const WITHIN_MS = 500;
const PAUSE_MS = 25;

export interface KeptDraft {
  /** What lay there when the tab was opened. */
  draft: Draft | undefined;
  /** Whether the draft is kept now: a browser that keeps nothing says so by false. */
  keep(draft: Draft): boolean;
  forget(): void;
}

/**
 * Opens the place of this tab, with the draft that it had before a reload, else with the newest that no open tab has.
 * @param hasOwn whether the tab brings a draft along: then what others left stays where it is
 */
export async function openKeptDraft(hasOwn: boolean): Promise<KeptDraft> {
  // Anything that no other tab makes will do; there is no crypto.randomUUID without https.
  const own: KeptKey = `${PREFIX}:${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  const before = readSession();
  const open = findStored(PREFIX).length === 0 ? new Set<string>() : await findOpenTabs(before);
  holdPlace(own);
  const left = findStored(PREFIX)
    .filter((key) => key !== OWN && !open.has(key))
    .flatMap((key) => {
      const draft = readDraft(key);
      return draft === undefined ? [] : [{ key, draft, at: draft.at }];
    })
    .sort((a, b) => Number(b.key === before) - Number(a.key === before) || b.at - a.at);
  const [found] = hasOwn ? [] : left;
  const keep = (draft: Draft): boolean => writeStored(own, JSON.stringify({ ...draft, at: Date.now() }));
  // Taken over in one breath, so that of two tabs opened at once the second finds it gone.
  if (found !== undefined && keep(found.draft)) removeStored(found.key);
  keepSession(own);
  return { draft: found?.draft, keep, forget: () => removeStored(own) };
}

/** Browsers leave locks out where a site is not served securely, whatever their types say. */
const locks = (navigator as { locks?: LockManager }).locks;

/** From now on others find that this tab is open. */
function holdPlace(own: string): void {
  if (locks !== undefined) void locks.request(own, () => new Promise(() => undefined));
  else if (typeof BroadcastChannel !== 'undefined') {
    const channel = new BroadcastChannel(PREFIX);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === ASKS) channel.postMessage(own);
    });
  }
}

/** @param before the place that this tab had, of which only a copy of the tab could still have a hold */
async function findOpenTabs(before: string | null): Promise<ReadonlySet<string>> {
  if (locks === undefined) return askOpenTabs();
  for (let waited = 0; ; waited += PAUSE_MS) {
    const { held = [] } = await locks.query();
    const open = new Set(held.map(({ name = '' }) => name));
    if (before === null || !open.has(before) || waited >= WITHIN_MS) return open;
    await pause(PAUSE_MS);
  }
}

async function askOpenTabs(): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  if (typeof BroadcastChannel === 'undefined') return open;
  const channel = new BroadcastChannel(PREFIX);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => open.add(String(data)));
  channel.postMessage(ASKS);
  await pause(WITHIN_MS);
  channel.close();
  return open;
}

const pause = (ms: number): Promise<void> => new Promise((done) => void setTimeout(done, ms));

/** The draft under a key; undefined when there is none, or what lies there is none. */
function readDraft(key: string): (Draft & { at: number }) | undefined {
  const kept = readStoredJson(key) as Partial<Draft & { at: number }> | null | undefined;
  if (typeof kept?.body !== 'string' || typeof kept.values !== 'object') return undefined;
  const kind = kindNames.find((name) => name === kept.kind);
  return kind && { kind, body: kept.body, values: { ...kept.values }, at: Number(kept.at ?? 0) };
}

function readSession(): string | null {
  try {
    return sessionStorage.getItem(OWN);
  } catch {
    return null;
  }
}

function keepSession(own: string): void {
  try {
    sessionStorage.setItem(OWN satisfies KeptKey, own);
  } catch {
    // Without it the newest draft is offered after a reload, which mostly is the same.
  }
}
