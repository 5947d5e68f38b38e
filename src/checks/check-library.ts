import type { Asset } from '../library/asset.ts';
import type { Day } from '../library/dates.ts';
import { compareFindings, type Finding } from '../library/finding.ts';
import type { Library } from '../library/library.ts';
import { benefitJargon } from './rules/benefit-jargon.ts';
import { claimsExpiring } from './rules/claims-expiring.ts';
import { duplicateTitle } from './rules/duplicate-title.ts';
import { emptyBody } from './rules/empty-body.ts';
import { expired } from './rules/expired.ts';
import { internalLinks } from './rules/internal-links.ts';
import { ownerMissing } from './rules/owner-missing.ts';
import { reviewDates } from './rules/review-dates.ts';
import type { Rule } from './rules/rule.ts';

const rules: readonly Rule[] = [
  ownerMissing,
  reviewDates,
  expired,
  claimsExpiring,
  benefitJargon,
  internalLinks,
  emptyBody,
  duplicateTitle,
];

/** What the rules say about one asset among all others. */
export function checkAsset(asset: Asset, library: Library, today: Day): Finding[] {
  return rules.flatMap((rule) => rule(asset, library, today));
}

/** Every finding of the library, those from reading included, in order of path and line. */
export function checkLibrary(library: Library, fromReading: readonly Finding[], today: Day): Finding[] {
  const findings = library.assets.flatMap((asset) => checkAsset(asset, library, today));
  return [...fromReading, ...findings].sort(compareFindings);
}
