/**
 * What this browser keeps for the hub between pages, by key. A private window, a policy or a full disk may refuse: nothing
 * here throws, and the page works without.
 */
import type { KeptKey } from './kept-keys.ts';

/** The text under a key: null where there is none, undefined where the browser lets nothing be kept. */
export function readStored(key: string): string | null | undefined {
  try {
    return localStorage.getItem(key);
  } catch {
    return undefined;
  }
}

/** The JSON under a key; undefined where there is none that can be read. */
export function readStoredJson(key: string): unknown {
  try {
    return JSON.parse(readStored(key) ?? '') as unknown;
  } catch {
    return undefined;
  }
}

/** Keeps a text. Gives false when the browser is full or keeps nothing: what was there before still is. */
export function writeStored(key: KeptKey, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** The keys that begin so. */
export function findStored(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

export function removeStored(...keys: string[]): void {
  try {
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Where nothing is kept there is nothing to remove.
  }
}
