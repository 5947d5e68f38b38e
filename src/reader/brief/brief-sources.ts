import { sayableOf } from '../../library/unsayable.ts';
import type { AssetPart } from '../../library/asset.ts';
import type { BriefFacet } from './brief-choice.ts';
import type { Day } from '../../library/dates.ts';
import { claimGoodUntil, reviewBy, type LastDays } from '../../library/freshness.ts';
import type { Hub } from '../../library/hub.ts';
import { nameOf } from '../../library/name-of.ts';
import type { parts } from '../../library/kinds/battlecard.ts';
import type { Claim } from '../../library/kinds/fields.ts';
import { briefEntryOf } from '../../library/kinds/asset-data.ts';
import type { Kind } from '../../library/kinds/kinds.ts';
import { cutLeadSentences } from '../call/lead-sentences.ts';
import { entryKinds, type EntryKind, type LinesKind } from './brief-kinds.ts';

/** What every brief needs to know of an asset that it takes from. Left out is what is not known. */
export interface BriefSource extends LastDays {
  id: string;
  kind: LinesKind | EntryKind;
  title: string;
  revision: string;
  /** Id of its first product; '' for none. */
  product: string;
  reviewed?: Day | undefined;
  /** Reps who used it in the last four weeks that were counted. */
  people?: number | undefined;
}

/** An asset that comes into a brief as a whole, such as a play or an answer. */
export interface BriefAsset extends BriefSource {
  kind: EntryKind;
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
  /** Reps who heard it in the last thirteen weeks that were counted. */
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
  kind: LinesKind;
  competitor: string;
  /** In the order of the card, whose author put the strongest first. */
  lines: BriefLine[];
}

/** What is read of an asset for briefs. */
export type BriefableAsset = AssetPart<'id' | 'kind' | 'data' | 'revision' | 'sections'>;
type BriefableOf<K extends BriefableAsset['kind']> = Extract<BriefableAsset, { kind: K }>;

/** What is known of the field, where there were enough reps to say; what is not known is not there. */
export interface FieldNumbers {
  /** Reps who used an asset in the last four weeks that were counted, by its id. */
  people: ReadonlyMap<string, number>;
  /** Reps who heard an objection in the last thirteen weeks that were counted, by the id of its card and its words. */
  heardBy: (card: string, heard: string) => number | undefined;
}

/** Longest text of an entry: whole sentences of its beginning up to here, the first one always. */
const MAX_ENTRY_CHARACTERS = 360;

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

/** What a page says before its first heading, without what must not be said; undefined where it says nothing there. */
function sayableLead(sections: BriefableAsset['sections']): string | undefined {
  const lead = sections.find(({ slug }) => slug === '');
  return (
    lead &&
    sayableOf(lead.passages)
      .map(({ text }) => text)
      .join(' ')
  );
}

/** The assets of a library that come into briefs as a whole, as briefs read them. */
export function buildBriefAssets(
  assets: readonly BriefableAsset[],
  hub: Hub,
  field: FieldNumbers,
): BriefAsset[] {
  return assets.flatMap((asset): BriefAsset[] => {
    const { kind, data, sections } = asset;
    const entry = briefEntryOf(asset, sayableLead(sections));
    if (entry === undefined || !isEntryKind(kind)) return [];
    return [
      {
        ...sourceOf(asset, kind, hub, field),
        kind,
        says: beginningOf(entry.says),
        first: entry.first,
        asked: entry.asked || undefined,
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

function isEntryKind(kind: Kind): kind is EntryKind {
  return Object.hasOwn(entryKinds, kind);
}

function beginningOf(text: string): string {
  let { lead, rest } = cutLeadSentences(text);
  while (rest !== '') {
    const next = cutLeadSentences(rest);
    if (`${lead} ${next.lead}`.length > MAX_ENTRY_CHARACTERS) break;
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
  const lines: Record<keyof typeof parts, BriefLine[]> = {
    'why-we-win': claims('win', data.why_we_win),
    proof: claims('proof', data.proof),
    objections: data.objections.map(({ heard, answer, ask }): BriefLine => ({
      part: 'objection',
      says: answer,
      heard,
      ask,
      reps: field.heardBy(id, heard),
    })),
    'questions-to-ask': texts('question', data.questions),
    'traps-to-set': texts('trap', data.traps),
    'why-we-lose': claims('lose', data.why_we_lose),
    pricing: data.pricing.map((says): BriefLine => ({ part: 'pricing', says, internal: true })),
  };
  return Object.values(lines).flat();
}
