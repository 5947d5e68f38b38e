import type { AssetPart } from '../asset.ts';
import type { Claim } from './schema.ts';

/** Headings under which pages show what an asset holds as data, by their anchors. */
export const dataHeadings = {
  'why-we-win': 'Why we win',
  'why-we-lose': 'Why we lose',
  objections: 'Objections',
  'questions-to-ask': 'Questions to ask',
  'traps-to-set': 'Traps to set',
  proof: 'Proof',
  pricing: 'Pricing',
  when: 'When to reach for it',
  steps: 'Steps',
  'when-you-ask': 'When you ask for this, that happens',
  'breaks-without-us': 'What breaks without us',
  'needs-from-you': 'What we need from you',
  struggled: 'Where it was hard, and what would have helped',
} as const;

export type DataSlug = keyof typeof dataHeadings;

/** What stands under one such heading, as text. */
export interface DataSection {
  slug: DataSlug;
  heading: string;
  text: string;
}

type DataAsset = AssetPart<'kind' | 'data'>;

/** The data of an asset in the order of its page, empty parts left out. */
export function buildDataSections(asset: DataAsset): DataSection[] {
  return textsOf(asset)
    .filter(([, texts]) => texts.length > 0)
    .map(([slug, texts]) => ({ slug, heading: dataHeadings[slug], text: texts.join('\n') }));
}

const claims = (list: readonly Claim[]): string[] => list.map((claim) => claim.claim);

function textsOf(asset: DataAsset): [DataSlug, string[]][] {
  switch (asset.kind) {
    case 'battlecard': {
      const { data } = asset;
      return [
        ['why-we-win', claims(data.why_we_win)],
        ['why-we-lose', claims(data.why_we_lose)],
        ['objections', data.objections.flatMap(({ heard, answer, ask = '' }) => [heard, answer, ask])],
        ['questions-to-ask', data.questions],
        ['traps-to-set', data.traps],
        ['proof', claims(data.proof)],
        ['pricing', data.pricing],
      ];
    }
    case 'play':
      return [
        ['when', [asset.data.situation]],
        ['steps', asset.data.steps.map((step) => step.do)],
      ];
    case 'build-story':
      return [['when-you-ask', asset.data.requests.flatMap((each) => [each.ask, each.happens])]];
    case 'role':
      return [
        ['breaks-without-us', asset.data.breaks_without_us],
        ['needs-from-you', asset.data.needs_from_you],
      ];
    case 'field-note':
      return [['struggled', asset.data.struggled.flatMap((each) => [each.here, each.need])]];
    case 'collateral':
    case 'answer':
    case 'sell-story':
      return [];
  }
}
