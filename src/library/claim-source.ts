/** Where a claim comes from, and how sure that makes it. */
import { renderDay, type Day } from './dates.ts';

/** Their own words or our test, what a customer told us, or what we think. */
export const STRENGTHS = ['primary', 'customer-said', 'inferred'] as const;

export type Strength = (typeof STRENGTHS)[number];

/** What readers are told of a strength; '' where it goes without saying. */
export const strengthWords: Record<Strength, string> = {
  primary: '',
  'customer-said': 'a customer said so',
  inferred: 'our inference',
};

/** Such as `Their price page, seen 14 Sep 2026 · our inference`. */
export function renderSource(from: string, seenOn: Day, strength: Strength): string {
  const sure = strengthWords[strength];
  return `${from}, seen ${renderDay(seenOn)}${sure === '' ? '' : ` · ${sure}`}`;
}
