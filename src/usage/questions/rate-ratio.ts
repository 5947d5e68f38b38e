/** How a rate changed: after divided by before, with the ends of its 95% interval. */
export interface RateRatio {
  ratio: number;
  low: number;
  /** Infinity where nothing happened before. */
  high: number;
}

/** What sets two counts apart from two counts of single, unrelated acts over the same time. */
export interface RateTerms {
  /** How much longer, or among how many more people, it was counted after than before. */
  exposure?: number;
  /** How many counts are worth one, since those of one person go together. */
  designEffect?: number;
}

/** Counts of people: sums over everybody of what each did before and after, and of the squares and products of it. */
export interface PersonSums {
  people: number;
  before: number;
  after: number;
  beforeSquared: number;
  afterSquared: number;
  beforeTimesAfter: number;
}

/** The 97.5% point of the standard normal distribution. */
const Z = 1.959964;

/** Wilson's interval for a share (E. B. Wilson, Journal of the American Statistical Association 22, 1927). */
export function wilsonInterval(successes: number, trials: number): { low: number; high: number } {
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
 * The ratio of two counts. Given their sum, the later count is binomial, so the ratio is the odds of its share, and so
 * are the ends of its interval (J. Przyborowski and H. Wilenski, Biometrika 31, 1940; here with Wilson's interval).
 * Counts that go together are worth fewer (J. N. K. Rao and A. J. Scott, Biometrics 48, 1992). Undefined where nothing
 * happened at all.
 */
export function rateRatio(
  before: number,
  after: number,
  { exposure = 1, designEffect = 1 }: RateTerms = {},
): RateRatio | undefined {
  const all = before + after;
  if (all === 0) return undefined;
  const { low, high } = wilsonInterval(after / designEffect, all / designEffect);
  return {
    ratio: after / before / exposure,
    low: low / (1 - low) / exposure,
    high: high / (1 - high) / exposure,
  };
}

/**
 * How much wider an interval must be because one person's acts go together: the variance of the ratio's logarithm with
 * each person as one unit, divided by that of single acts. Never below 1. Each person stands on both sides, so steady
 * habits cancel out.
 */
export function designEffect(sums: PersonSums): number {
  const { people, before, after, beforeSquared, afterSquared, beforeTimesAfter } = sums;
  if (people < 2 || before + after === 0) return 1;
  const effect =
    before === 0 || after === 0
      ? (beforeSquared + afterSquared) / (before + after)
      : (afterSquared / after ** 2 +
          beforeSquared / before ** 2 -
          (2 * beforeTimesAfter) / (before * after)) /
        (1 / before + 1 / after);
  return Math.max(1, (effect * people) / (people - 1));
}
