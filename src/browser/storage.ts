/**
 * What this browser keeps for the hub between pages, by key. A private window, a policy or a full disk may refuse: nothing
 * here throws, and the page works without.
 */

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
export function writeStored(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

export function removeStored(...keys: string[]): void {
  try {
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Where nothing is kept there is nothing to remove.
  }
}
