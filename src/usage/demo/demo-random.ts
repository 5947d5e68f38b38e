/** Chance that is the same for the same seed on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next: () => number;
  /** Whether something of this probability happens. */
  happens: (probability: number) => boolean;
  /** A whole number from 0 up to, not including, `count`. */
  below: (count: number) => number;
  /** One of the items, each as likely as its weight says. */
  pick: <T>(items: readonly T[], weights: readonly number[]) => T | undefined;
}

/** Mulberry32, a public-domain generator of 32 bits by Tommy Ettinger: small, fast, good enough for made-up data. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    happens: (probability) => next() < probability,
    below: (count) => Math.floor(next() * count),
    pick(items, weights) {
      const total = items.reduce((sum, _, index) => sum + (weights[index] ?? 0), 0);
      let left = next() * total;
      for (const [index, item] of items.entries()) {
        left -= weights[index] ?? 0;
        if (left < 0) return item;
      }
      return undefined;
    },
  };
}

/** A UUID of version 7 of a moment, in milliseconds since 1970. */
export function uuidAt(ms: number, random: Random): string {
  const hex = (length: number) => Array.from({ length }, () => random.below(16).toString(16)).join('');
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-a${hex(3)}-${hex(12)}`;
}
