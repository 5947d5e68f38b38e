import { exactDigits } from './exact-json.ts';

/** Largest event that is kept, in UTF-16 units of the JSON of its properties. */
export const MAX_EVENT_LENGTH = 1_000_000;

/** Escapes that JSON allows and text columns do not: NUL and half of a pair. */
const NOT_TEXT = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** JSON that is written anew grows at most this much: `1e20` has four characters, and 21 once it was a number. */
const GROWTH = 6;

/** Whether JSON holds text that no column can hold. */
export function hasOddText(json: string): boolean {
  return json.includes('\\u') && NOT_TEXT.test(json);
}

/** Whether nothing in a whole request can be too large or hold odd text, so that its events need no look each. */
export function isPlainJson(json: string): boolean {
  return json.length * GROWTH <= MAX_EVENT_LENGTH && !hasOddText(json);
}

/** The value with U+FFFD in place of what no column can hold, in names too. */
export function mendText(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD').toWellFormed();
  if (Array.isArray(value)) return value.map(mendText);
  if (typeof value !== 'object' || value === null || exactDigits(value) !== undefined) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [mendText(name) as string, mendText(inner)]),
  );
}
