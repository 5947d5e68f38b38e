/** How a rate changed: after divided by before, 2 for twice as much, with the ends of its 95% interval. */
export interface RateRatio {
  ratio: number;
  low: number;
  /** Infinity where nothing happened before. */
  high: number;
}

/** The 97.5% point of the standard normal distribution. */
const Z = 1.959964;

/**
 * The 95% interval of a share of `trials`, its ends from 0 to 1: Wilson's (E. B. Wilson, Journal of the American
 * Statistical Association 22, 1927).
 */
function wilsonInterval(successes: number, trials: number): { low: number; high: number } {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const spread = Z * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials));
  const middle = share + (Z * Z) / (2 * trials);
  const scale = 1 + (Z * Z) / trials;
  return {
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  };
}

/**
 * The ratio of two counts over equal times. Given their sum, the later count is binomial, so the ratio is the odds of its
 * share, and so are the ends of its interval (J. Przyborowski and H. Wilenski, Biometrika 31, 1940; here with Wilson's
 * interval). Undefined where nothing happened at all.
 */
export function rateRatio(before: number, after: number): RateRatio | undefined {
  const all = before + after;
  if (all === 0) return undefined;
  const { low, high } = wilsonInterval(after, all);
  return { ratio: after / before, low: low / (1 - low), high: high / (1 - high) };
}
