import { afterEach, describe, expect, test, vi } from 'vitest';
import { readStored, readStoredJson, removeStored, writeStored } from '../../../src/browser/storage.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A browser's storage that holds one text of at most so many letters. */
function stubStorage(most: number): void {
  const texts = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem(key: string, text: string) {
      if (text.length > most) throw new DOMException('full', 'QuotaExceededError');
      texts.set(key, text);
    },
    removeItem: (key: string) => texts.delete(key),
  });
}

describe('a browser that keeps nothing', () => {
  test('is told from one in which nothing lies', () => {
    expect(readStored('hub:team')).toBeUndefined();
    stubStorage(9);
    expect(readStored('hub:team')).toBeNull();
  });

  test('says so when something is to be kept, and breaks no page', () => {
    expect(writeStored('hub:team', 'dach')).toBe(false);
    expect(readStoredJson('hub:mine')).toBeUndefined();
    expect(() => removeStored('hub:mine', 'hub:recent')).not.toThrow();
  });
});

test('a full browser still has what was there', () => {
  stubStorage(9);
  expect(writeStored('hub:mine', '{"a":1}')).toBe(true);
  expect(writeStored('hub:mine', '{"a":"far too long"}')).toBe(false);
  expect(readStoredJson('hub:mine')).toEqual({ a: 1 });
});

test('what is no JSON is as good as nothing', () => {
  stubStorage(9);
  writeStored('hub:mine', '{"a":');
  expect(readStoredJson('hub:mine')).toBeUndefined();
});
