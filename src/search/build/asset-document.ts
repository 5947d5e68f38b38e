import type { Asset } from '../../library/asset.ts';
import { urlOf } from '../../library/addresses.ts';
import { buildDataSections, claimsOf, competitorOf, competitorsOf } from '../../library/kinds/asset-data.ts';
import { claimGoodUntil, reviewBy } from '../../library/freshness.ts';
import { nameOf } from '../../library/name-of.ts';
import { kindNames, kinds } from '../../library/kinds/kinds.ts';
import type { Library } from '../../library/library.ts';
import { saysTitle } from '../../library/markdown/sections.ts';
import type { FacetName, SearchDocument, SearchSection } from '../document.ts';
import type { FacetTerms } from '../files/facets.ts';

/**
 * What search knows of an asset: its sections, and one more for each group of data that its page shows under a heading.
 * The slugs are those of the page.
 */
export function buildAssetDocument(asset: Asset, { hub }: Library): SearchDocument {
  const { data } = asset;
  const due = reviewBy(asset.kind, data, hub);
  const competitor = competitorOf(asset);
  return {
    id: asset.id,
    path: data.source ?? asset.path,
    url: urlOf(asset.id),
    kind: asset.kind,
    kindLabel: kinds[asset.kind].label,
    title: data.title,
    // A card is looked for by the competitor's name, whatever its title says.
    aliases: competitor === undefined ? data.aliases : [...data.aliases, nameOf(hub.competitors, competitor)],
    benefit: data.benefit ?? '',
    summary: data.summary ?? '',
    facets: {
      kind: [asset.kind],
      product: data.products,
      stage: data.stages,
      persona: data.personas,
      industry: data.industries,
      competitor: competitorsOf(asset),
      region: data.regions,
    },
    freshness: {
      ...(due === undefined ? {} : { reviewBy: due }),
      ...(data.expires === undefined ? {} : { expires: data.expires }),
    },
    revision: asset.revision,
    internal: data.audience === 'internal',
    sections: [
      ...asset.sections.map(({ slug, heading, depth, text }) =>
        saysTitle({ depth, text: heading }, data.title)
          ? { slug: '', heading: '', text }
          : { slug, heading, text },
      ),
      ...dataSections(asset),
    ],
  };
}

/** The data of an asset, its claims in sections by their last day, the one that lasts longest first. */
function dataSections(asset: Asset): SearchSection[] {
  const claims = new Map(claimsOf(asset).map((part) => [part.slug, part.claims]));
  return buildDataSections(asset).flatMap(({ slug, heading, text }): SearchSection[] => {
    const list = claims.get(slug);
    if (list === undefined) return [{ slug, heading, text }];
    return [...Map.groupBy(list, claimGoodUntil)]
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .map(([until, same]) => ({ slug, heading, until, text: same.map(({ claim }) => claim).join('\n') }));
  });
}

/** The words by which a library is narrowed down, as people read them: kinds, and the vocabularies of `hub.yaml`. */
export function facetTermsOf({ hub }: Pick<Library, 'hub'>): Required<FacetTerms> {
  return {
    kind: kindNames.map((kind) => ({ id: kind, name: kinds[kind].plural })),
    product: hub.products,
    stage: hub.stages,
    persona: hub.personas,
    industry: hub.industries,
    competitor: hub.competitors,
    region: hub.regions,
  } satisfies Record<FacetName, FacetTerms[FacetName]>;
}
