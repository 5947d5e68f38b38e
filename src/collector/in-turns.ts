import { setImmediate } from 'node:timers/promises';
import type { Pieces } from '../library/pieces.ts';

/** So long others wait at most, or as long as one piece takes. */
const TURN_MS = 10;

/** Does work in turns with whatever else the process has to do, such as answering who asks it. */
export async function inTurns<Value>(work: Pieces<Value>): Promise<Value> {
  for (;;) {
    const began = performance.now();
    do {
      const { done, value } = work.next();
      if (done === true) return value;
    } while (performance.now() - began < TURN_MS);
    await setImmediate();
  }
}
