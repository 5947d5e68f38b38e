import { queryError } from './hogql-error.ts';
import type { Node } from './syntax.ts';

/** Refuses a call with more or fewer arguments than the function takes, in PostHog's words. */
export function checkCount(name: string, given: number, { min, max }: { min: number; max: number }): void {
  if (given >= min && given <= max) return;
  const wanted = min === max ? String(min) : `${String(min)} to ${String(max)}`;
  throw queryError(
    `Function '${name}' expects ${wanted} argument${wanted === '1' ? '' : 's'}, found ${String(given)}`,
  );
}

/** Whether the argument is the star of `count(*)`. */
export function isStar(node: Node | undefined): boolean {
  return node?.node === 'Field' && node.chain.length === 1 && node.chain[0] === '*';
}
