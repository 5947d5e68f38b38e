import { z } from 'zod';
import { twinUrl, urlOf } from '../../library/addresses.ts';
import type { Asset } from '../../library/asset.ts';
import type { Audience } from '../../library/audience.ts';
import type { Day } from '../../library/dates.ts';
import { reviewBy } from '../../library/freshness.ts';
import type { NamedTerm } from '../../library/find-term.ts';
import type { Hub } from '../../library/hub.ts';
import { competitorsOf } from '../../library/kinds/asset-data.ts';
import { kindNames } from '../../library/kinds/kinds.ts';
import { languageOf } from '../../library/language.ts';
import type { Library } from '../../library/library.ts';
import { nameOf } from '../../library/name-of.ts';

const day = (says: string) => z.iso.date().describe(says);
const ids = (says: string) => z.array(z.string()).describe(says);

/** One asset as programs outside the hub read it. Names are permanent; new ones may be added. */
export const assetRow = z.object({
  id: z.string().describe('Permanent name, such as battlecards/acme.'),
  kind: z.enum(kindNames),
  title: z.string(),
  benefit: z.string().optional().describe('What is in it for the rep; internal.'),
  summary: z.string().optional(),
  url: z.string().describe('Its page, from the root of the hub.'),
  markdown: z.string().describe('Its text as Markdown, from the root of the hub.'),
  revision: z.string().describe('Changes when the meaning does, and only then.'),
  audience: z.enum(['internal', 'shareable']).describe('internal: stays inside the company.'),
  language: z.string(),
  owner: z
    .object({ id: z.string(), name: z.string() })
    .optional()
    .describe('Who answers for it; nobody does where it is left out.'),
  published: day('The day it first appeared.').optional(),
  updated: day('The day its words last changed before it came here.').optional(),
  reviewed: day('The day its owner last stood behind every word.').optional(),
  review_by: day('The day by which it must be looked at again.').optional(),
  expires: day('The last day on which it may be used.').optional(),
  products: ids('Ids of products; their names are in words, as for the lists below.'),
  stages: ids('Steps of a sale.'),
  personas: ids('Whom it speaks to.'),
  industries: ids('Industries it fits; none means all.'),
  regions: ids('Regions it holds in; none means everywhere.'),
  competitors: ids('Competitors it is about.'),
});

export type AssetRow = z.infer<typeof assetRow>;

const words = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    aliases: z.array(z.string()).optional().describe('What a CRM or a customer calls it.'),
  }),
);

/** `assets/index.json`. */
export const assetList = z.object({
  $schema: z.string(),
  company: z.string(),
  site: z.string().optional().describe('Where the hub is read; addresses below are from its root.'),
  as_of: day('The day on which it was built.'),
  audience: z.enum(['internal', 'shareable']).describe('For whom it was built.'),
  words: z
    .object({
      products: words,
      stages: words,
      personas: words,
      industries: words,
      regions: words,
      competitors: words,
    })
    .describe('The names of the ids that assets use.'),
  assets: z.array(assetRow),
});

export type AssetList = z.infer<typeof assetList>;

/** What of `hub.yaml` names the ids of rows. */
const WORDS = ['products', 'stages', 'personas', 'industries', 'regions', 'competitors'] as const;

export function buildAssetRow(asset: Asset, hub: Hub): AssetRow {
  const { id, kind, revision, data } = asset;
  const { title, benefit, summary, audience, owner, published, updated, reviewed, expires } = data;
  const { products, stages, personas, industries, regions } = data;
  const row: Record<keyof AssetRow, unknown> = {
    id,
    kind,
    title,
    benefit,
    summary,
    url: urlOf(id),
    markdown: twinUrl(id),
    revision,
    audience,
    language: languageOf(asset, hub),
    owner: owner === undefined ? undefined : { id: owner, name: nameOf(hub.people, owner) },
    published,
    updated,
    reviewed,
    review_by: reviewBy(kind, data, hub),
    expires,
    products,
    stages,
    personas,
    industries,
    regions,
    competitors: competitorsOf(asset),
  };
  const known = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as AssetRow;
}

const pickTerm = ({ id, name, aliases }: NamedTerm) => ({
  id,
  name,
  ...(aliases === undefined ? {} : { aliases: [...aliases] }),
});

/** The list of a library's assets, in its order. */
export function buildAssetList(
  { hub, assets }: Library,
  { audience, today, schema }: { audience: Audience; today: Day; schema: string },
): AssetList {
  const named = WORDS.map((list) => [list, hub[list].map((term: NamedTerm) => pickTerm(term))] as const);
  return {
    $schema: schema,
    company: hub.company.name,
    ...(hub.company.site === undefined ? {} : { site: hub.company.site }),
    as_of: today,
    audience,
    words: Object.fromEntries(named) as AssetList['words'],
    assets: assets.map((asset) => buildAssetRow(asset, hub)),
  };
}
