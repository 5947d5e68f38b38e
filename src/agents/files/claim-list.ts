import { z } from 'zod';
import type { Asset } from '../../library/asset.ts';
import { STRENGTHS } from '../../library/claim-source.ts';
import { claimGoodUntil } from '../../library/freshness.ts';
import { buildDataEntries, competitorOf, sayOfClaim } from '../../library/kinds/asset-data.ts';

/** One claim as programs outside the hub read it. */
export const claimRow = z.object({
  asset: z.string().describe('Id of the asset that makes it.'),
  competitor: z.string().optional().describe('Id of the competitor that the asset is all about.'),
  about: z.string().describe('The heading below which it stands, such as Why we win.'),
  claim: z.string(),
  say: z.enum(['aloud', 'internal']).describe('internal: must not be said to a customer.'),
  source: z.string(),
  source_url: z.string().optional(),
  seen_on: z.iso.date().describe('The day somebody last saw the source say so.'),
  good_until: z.iso.date().describe('The last day on which it may be repeated.'),
  strength: z.enum(STRENGTHS).describe('primary: their own words or our test; inferred: we think so.'),
});

export type ClaimRow = z.infer<typeof claimRow>;

/** Every claim of some assets, expired ones too: whoever reads it knows the day. */
export function buildClaimList(assets: readonly Asset[]): ClaimRow[] {
  return assets.flatMap((asset) => {
    const competitor = competitorOf(asset);
    return buildDataEntries(asset).flatMap((part) =>
      part.claims.map((claim): ClaimRow => ({
        asset: asset.id,
        ...(competitor === undefined ? {} : { competitor }),
        about: part.heading,
        claim: claim.claim,
        say: sayOfClaim(part, claim),
        source: claim.source,
        ...(claim.source_url === undefined ? {} : { source_url: claim.source_url }),
        seen_on: claim.seen_on,
        good_until: claimGoodUntil(claim),
        strength: claim.strength,
      })),
    );
  });
}
