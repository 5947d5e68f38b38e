/** Of the standard normal, for 95 of 100. */
const Z = 1.96;

/** Between what the true share lies where so many of so many did something, in 95 cases of 100 (Wilson 1927). */
export function shareInterval(part: number, whole: number): { low: number; high: number } {
  const share = part / whole;
  const spread = (Z * Z) / whole;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z * Math.sqrt((share * (1 - share) + spread / 4) / whole)) / (1 + spread);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
