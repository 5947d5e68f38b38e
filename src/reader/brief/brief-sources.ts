import type { AssetPart } from '../../library/asset.ts';
import type { BriefFacet } from './brief-choice.ts';
import type { Day } from '../../library/dates.ts';
import { claimGoodUntil, reviewBy, type LastDays } from '../../library/freshness.ts';
import type { Hub } from '../../library/hub.ts';
import { nameOf } from '../../library/name-of.ts';
import type { Claim } from '../../library/kinds/fields.ts';
import { cutLeadSentences } from '../call/lead-sentences.ts';

/** What every brief needs to know of an asset that it takes from. Left out is what is not known. */
export interface BriefSource extends LastDays {
  id: string;
  kind: 'battlecard' | 'play' | 'answer' | 'collateral';
  title: string;
  revision: string;
  /** Id of its first product; '' for none. */
  product: string;
  reviewed?: Day | undefined;
  /** Reps who used it in the last 30 days. */
  people?: number | undefined;
}

/** A play, an answer or an asset of collateral, which comes into a brief as a whole. */
export interface BriefAsset extends BriefSource {
  kind: 'play' | 'answer' | 'collateral';
  /** What it says, or what it is good for. */
  says: string;
  /** First step of a play. */
  first?: string | undefined;
  /** How often it was asked before there was an answer. */
  asked?: number | undefined;
  /** Names of the only regions it holds in. */
  regions: string[];
  /** Ids of the situations it is made for; none means that it holds in all. */
  fits: Record<BriefFacet, string[]>;
}

/** One thing that a battlecard says. */
export interface BriefLine {
  part: 'win' | 'lose' | 'proof' | 'objection' | 'question' | 'trap' | 'pricing';
  /** The words to say or to know; of an objection its answer. */
  says: string;
  /** What the customer says before it. */
  heard?: string | undefined;
  /** Reps who heard it in the last 90 days. */
  reps?: number | undefined;
  /** The question after it. */
  ask?: string | undefined;
  source?: string | undefined;
  strength?: Claim['strength'] | undefined;
  seen?: Day | undefined;
  /** The last day on which it may be repeated. */
  until?: Day | undefined;
  internal?: boolean | undefined;
}

export interface BriefCard extends BriefSource {
  kind: 'battlecard';
  competitor: string;
  /** In the order of the card, whose author put the strongest first. */
  lines: BriefLine[];
}

/** What is read of an asset for briefs. */
export type BriefableAsset = AssetPart<'id' | 'kind' | 'data' | 'revision' | 'sections'>;
type BriefableOf<K extends BriefableAsset['kind']> = Extract<BriefableAsset, { kind: K }>;

/** What is known of the field, where there were enough reps to say; what is not known is not there. */
export interface FieldNumbers {
  /** Reps who used an asset in the last 30 days, by its id. */
  people: ReadonlyMap<string, number>;
  /** Reps who heard an objection in the last 90 days, by the id of its card and its words. */
  heardBy: (card: string, heard: string) => number | undefined;
}

/** Longest text of an answer, in characters: whole sentences of its beginning up to here, the first one always. */
const MAX_ANSWER_CHARACTERS = 360;

/** The battlecards of a library, as briefs read them. */
export function buildBriefCards(
  assets: readonly BriefableAsset[],
  hub: Hub,
  field: FieldNumbers,
): BriefCard[] {
  return assets.flatMap((asset) =>
    asset.kind === 'battlecard'
      ? [
          {
            ...sourceOf(asset, 'battlecard', hub, field),
            kind: 'battlecard',
            competitor: asset.data.competitor,
            lines: linesOf(asset, field),
          },
        ]
      : [],
  );
}

/** The plays, answers and collateral of a library, as briefs read them. */
export function buildBriefAssets(
  assets: readonly BriefableAsset[],
  hub: Hub,
  field: FieldNumbers,
): BriefAsset[] {
  return assets.flatMap((asset): BriefAsset[] => {
    if (asset.kind !== 'play' && asset.kind !== 'answer' && asset.kind !== 'collateral') return [];
    const { data } = asset;
    return [
      {
        ...sourceOf(asset, asset.kind, hub, field),
        kind: asset.kind,
        ...saidBy(asset),
        regions: data.regions.map((id) => nameOf(hub.regions, id)),
        fits: {
          competitor: data.competitors,
          stage: data.stages,
          persona: data.personas,
          industry: data.industries,
        },
      },
    ];
  });
}

function saidBy(asset: BriefableOf<BriefAsset['kind']>): Pick<BriefAsset, 'says' | 'first' | 'asked'> {
  if (asset.kind === 'play') return { says: asset.data.situation, first: asset.data.steps[0]?.do };
  const { benefit, summary = '' } = asset.data;
  if (asset.kind === 'collateral') return { says: benefit ?? summary };
  const lead = asset.sections.find(({ slug }) => slug === '')?.text ?? summary;
  return { says: beginningOf(lead), asked: asset.data.asked || undefined };
}

function beginningOf(text: string): string {
  let { lead, rest } = cutLeadSentences(text);
  while (rest !== '') {
    const next = cutLeadSentences(rest);
    if (`${lead} ${next.lead}`.length > MAX_ANSWER_CHARACTERS) break;
    lead = `${lead} ${next.lead}`;
    rest = next.rest;
  }
  return lead;
}

function sourceOf<K extends BriefSource['kind']>(
  { id, data, revision }: BriefableAsset,
  kind: K,
  hub: Hub,
  { people }: FieldNumbers,
): BriefSource {
  return {
    id,
    kind,
    title: data.title,
    revision,
    product: data.products[0] ?? '',
    reviewed: data.reviewed,
    reviewBy: reviewBy(kind, data, hub),
    expires: data.expires,
    people: people.get(id),
  };
}

function linesOf({ id, data }: BriefableOf<'battlecard'>, field: FieldNumbers): BriefLine[] {
  const claims = (part: BriefLine['part'], list: readonly Claim[]): BriefLine[] =>
    list.map((claim) => ({
      part,
      says: claim.claim,
      source: claim.source,
      strength: claim.strength === 'primary' ? undefined : claim.strength,
      seen: claim.seen_on,
      until: claimGoodUntil(claim),
      internal: claim.say === 'internal' || undefined,
    }));
  const texts = (part: BriefLine['part'], list: readonly string[]): BriefLine[] =>
    list.map((says) => ({ part, says }));
  return [
    ...claims('win', data.why_we_win),
    ...claims('proof', data.proof),
    ...data.objections.map(({ heard, answer, ask }): BriefLine => ({
      part: 'objection',
      says: answer,
      heard,
      ask,
      reps: field.heardBy(id, heard),
    })),
    ...texts('question', data.questions),
    ...texts('trap', data.traps),
    ...claims('lose', data.why_we_lose),
    ...data.pricing.map((says): BriefLine => ({ part: 'pricing', says, internal: true })),
  ];
}
