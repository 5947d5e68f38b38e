import type { Asset } from '../library/asset.ts';
import { urlOf } from '../library/asset.ts';
import { reviewBy } from '../library/freshness.ts';
import { nameOf } from '../library/hub.ts';
import { kinds } from '../library/kinds.ts';
import type { Library } from '../library/library.ts';
import { saysTitle } from '../library/sections.ts';
import type { Claim } from '../library/schema.ts';
import type { SearchDocument, SearchSection } from './document.ts';

/**
 * What search knows of an asset: its sections, and one more for each group of data that its page shows under a heading.
 * The slugs are those of the page.
 */
export function buildAssetDocument(asset: Asset, { hub }: Library): SearchDocument {
  const { data } = asset;
  const due = reviewBy(asset.kind, data, hub);
  return {
    id: asset.id,
    path: data.source ?? asset.path,
    url: urlOf(asset.id),
    kind: asset.kind,
    kindLabel: kinds[asset.kind].label,
    title: data.title,
    aliases: data.aliases,
    benefit: data.benefit ?? '',
    summary: data.summary ?? '',
    facets: {
      kind: [asset.kind],
      product: data.products,
      stage: data.stages,
      persona: data.personas,
      industry: data.industries,
      competitor:
        asset.kind === 'battlecard'
          ? [...new Set([data.competitors, asset.data.competitor].flat())]
          : data.competitors,
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
      ...dataSections(asset, hub),
    ],
  };
}

function section(slug: string, heading: string, texts: readonly (string | undefined)[]): SearchSection {
  return { slug, heading, text: texts.filter((text) => text !== undefined).join('\n') };
}

const claims = (list: readonly Claim[]): string[] => list.map((claim) => claim.claim);

function dataSections(asset: Asset, hub: Library['hub']): SearchSection[] {
  switch (asset.kind) {
    case 'battlecard': {
      const { data } = asset;
      return [
        section('why-we-win', 'Why we win', [
          nameOf(hub.competitors, data.competitor),
          ...claims(data.why_we_win),
        ]),
        section('why-we-lose', 'Why we lose', claims(data.why_we_lose)),
        section(
          'objections',
          'Objections',
          data.objections.flatMap((each) => [each.heard, each.answer, each.ask]),
        ),
        section('questions-to-ask', 'Questions to ask', data.questions),
        section('traps-to-set', 'Traps to set', data.traps),
        section('proof', 'Proof', claims(data.proof)),
        section('pricing', 'Pricing', data.pricing),
      ].filter((each) => each.text !== '');
    }
    case 'play':
      return [
        section('when', 'When to reach for it', [asset.data.situation]),
        section(
          'steps',
          'Steps',
          asset.data.steps.map((step) => step.do),
        ),
      ];
    case 'build-story':
      return asset.data.requests.length === 0
        ? []
        : [
            section(
              'when-you-ask',
              'When you ask for this, that happens',
              asset.data.requests.flatMap((each) => [each.ask, each.happens]),
            ),
          ];
    case 'role':
      return [
        section('breaks-without-us', 'What breaks without us', asset.data.breaks_without_us),
        section('needs-from-you', 'What we need from you', asset.data.needs_from_you),
      ].filter((each) => each.text !== '');
    case 'field-note':
      return asset.data.struggled.length === 0
        ? []
        : [
            section(
              'struggled',
              'Where it was hard',
              asset.data.struggled.flatMap((each) => [each.here, each.need]),
            ),
          ];
    case 'collateral':
    case 'answer':
    case 'sell-story':
      return [];
  }
}
