import type { Pieces } from '../../src/library/pieces.ts';

/** The value of work that is done piece by piece, all at once. */
export function finish<Value>(work: Pieces<Value>): Value {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
