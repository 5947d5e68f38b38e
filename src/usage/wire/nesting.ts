import { exactDigits } from './exact-json.ts';

/** Deepest nesting of a value that is kept. */
export const MAX_DEPTH = 32;

/** Whether a value of JSON nests deeper than so many levels. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return exactDigits(value) === undefined;
  for (const name in value) if (isDeeper((value as Record<string, unknown>)[name], levels - 1)) return true;
  return false;
}
