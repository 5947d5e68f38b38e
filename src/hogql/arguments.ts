import { queryError } from './hogql-error.ts';
import type { Node } from './syntax.ts';

/**
 * Refuses a call with more or fewer arguments than the function takes, in PostHog's words. `instead` is a sentence on what
 * to write.
 */
export function checkCount(
  name: string,
  given: number,
  { min, max }: { min: number; max: number },
  instead = '',
): void {
  if (given >= min && given <= max) return;
  const wanted = min === max ? String(min) : `${String(min)} to ${String(max)}`;
  const says = `Function '${name}' expects ${wanted} argument${wanted === '1' ? '' : 's'}, found ${String(given)}`;
  throw queryError(instead === '' ? says : `${says}. ${instead}`);
}

/** What to write where ClickHouse takes a time zone as the last argument, and PostHog does not; '' for other calls. */
export function insteadOfZone(name: string, args: readonly Node[]): string {
  const last = args.at(-1);
  const zone = last?.node === 'Constant' && typeof last.value === 'string' ? last.value : '';
  if (args.length < 2 || !/^(?:UTC|[A-Z][A-Za-z]+\/[\w/+-]+)$/.test(zone)) return '';
  if (name === 'toDateTime')
    return `Write the offset into the text, as in '2027-01-31T09:00:00+01:00'; toTimeZone(toDateTime(x), '${zone}') is a time by those clocks.`;
  return `By the clocks of another time zone it is ${name}(toTimeZone(x, '${zone}')).`;
}

/** Whether the argument is the star of `count(*)`. */
export function isStar(node: Node | undefined): boolean {
  return node?.node === 'Field' && node.chain.length === 1 && node.chain[0] === '*';
}
