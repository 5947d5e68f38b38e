import { mayForbidSaying } from '../unsayable.ts';

/**
 * The blocks of a body that answer the title of its page: those above the first heading; where nothing stands there, those
 * right below it, unless it may forbid to say them.
 *
 * @param headingOf the words of a block that is a heading; undefined for all others
 */
export function openingOf<Block>(
  blocks: readonly Block[],
  headingOf: (block: Block) => string | undefined,
): Block[] {
  const begins = blocks.findIndex((block) => headingOf(block) === undefined);
  const [first] = blocks;
  // Below a second heading stands a part of what the first one is about.
  if (first === undefined || begins < 0 || begins > 1) return [];
  if (begins === 1 && mayForbidSaying(headingOf(first) ?? '')) return [];
  const rest = blocks.slice(begins);
  const next = rest.findIndex((block) => headingOf(block) !== undefined);
  return next === -1 ? rest : rest.slice(0, next);
}
