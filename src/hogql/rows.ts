import { queryError } from './hogql-error.ts';
import type { Printer } from './printer.ts';
import type { Node, SelectNode, SelectSetNode } from './syntax.ts';

/** A whole number that is written out or bound. */
export function wholeNumber(printer: Printer, node: Node, clause: string): number {
  let count: unknown;
  if (node.node === 'Constant') count = node.value;
  if (node.node === 'Placeholder' && node.expr.node === 'Field' && node.expr.chain.length === 1)
    count = printer.options.values[String(node.expr.chain[0])];
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0)
    throw queryError(`${clause} takes a whole number.`);
  return count;
}

/** `LIMIT … OFFSET …` at the end of a query; '' for neither. `most` is what LIMIT may come to. */
export function printRows(printer: Printer, query: SelectNode | SelectSetNode, most: number): string {
  const { limit, offset } = query;
  const parts: string[] = [];
  if (limit !== null && limit !== undefined)
    parts.push(`LIMIT ${String(Math.min(wholeNumber(printer, limit, 'LIMIT'), most))}`);
  if (offset !== null && offset !== undefined)
    parts.push(`OFFSET ${String(wholeNumber(printer, offset, 'OFFSET'))}`);
  return parts.join(' ');
}
