/** When more than this arrived since the last time, in characters, senders have the processor first, … */
const BUSY_LENGTH = 8 * 1024 * 1024;
/** … but only so many times in a row: what waits has to be moved before the next question is answered. */
const MOST_PUT_OFF = 5;

/** Decides, each time that the journal could be moved into the tables, whether it is. */
export interface FlushPace {
  /** So many UTF-16 units of the journal have arrived. */
  note: (length: number) => void;
  /** Whether to move them now. Asked at even times. */
  isTime: () => boolean;
}

/** A pace at which moving events never takes the processor from a burst of them, for half a minute at most. */
export function createFlushPace(): FlushPace {
  let arrived = 0;
  let putOff = 0;
  return {
    note(length) {
      arrived += length;
    },
    isTime() {
      putOff = arrived > BUSY_LENGTH && putOff < MOST_PUT_OFF ? putOff + 1 : 0;
      arrived = 0;
      return putOff === 0;
    },
  };
}
