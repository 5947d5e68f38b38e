import { choices } from './choices.ts';
import type { HogqlFunction } from './hogql-function.ts';
import { json } from './json.ts';
import { lists } from './lists.ts';
import { numbers } from './numbers.ts';
import { texts } from './texts.ts';
import { times } from './times.ts';

/**
 * Every function that is not an aggregate. Whatever is not here is refused, so nothing that reads a file, sleeps or
 * depends on the machine can be reached from a query. The clock (`now`, `today`, `yesterday`) is the printer's.
 */
export const functions: Record<string, HogqlFunction> = {
  ...choices,
  ...texts,
  ...times,
  ...numbers,
  ...lists,
  ...json,
};

/** The function of that name; undefined when the dialect has none. */
export function findFunction(name: string): HogqlFunction | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}
