import { entryKinds, type SectionId } from './brief-kinds.ts';
import type { BriefChoice, BriefTerms } from './brief-choice.ts';
import { compareTrust, rankLines, rankAssets, type RankedLine } from './brief-fit.ts';
import {
  competitorReason,
  fitReasons,
  lineReasons,
  assetReasons,
  mentionReasons,
  trustReasons,
} from './brief-reasons.ts';
import { countLines, countSmallLines, PAGE_LINES, fitLists } from './brief-length.ts';
import type { BriefCard, BriefLine, BriefAsset, BriefSource } from './brief-sources.ts';
import type { Day } from '../../library/dates.ts';
import { freshnessOn } from '../../library/freshness.ts';

/** One entry of a brief: an asset as a whole, or a line of a card. */
export interface BriefItem {
  /** The asset it is from. */
  source: BriefSource;
  /** What copying it is called; undefined where it is to be opened, or is not to be said. */
  copies: 'claim' | 'objection' | 'answer' | 'text' | undefined;
  /** The title of an asset, or what the customer says; '' for neither. */
  head: string;
  says: string;
  /** First step, or the question after the answer; '' for none. */
  next: string;
  /** Why it is here: what it fits, beside what its whole section fits. */
  fits: string[];
  /** How far it can be trusted, and how much it is used. */
  why: string[];
  internal: boolean;
}

export interface BriefSection {
  id: SectionId;
  /** What all its entries fit; each says only what it fits beside that. */
  fits: string[];
  items: BriefItem[];
}

/** A brief, ready to be shown. The same choice, files and day always make the same. */
export interface Brief {
  sections: BriefSection[];
  /** The battlecards it takes from, the best first, each with its use and freshness. */
  cards: { source: BriefSource; why: string[] }[];
  /** How many claims of those cards still hold; expired ones are not in the brief. */
  claims: { live: number; all: number };
}

/** In the order in which they are read; how many entries at most, with a battlecard and where there is none. */
const PARTS: { id: SectionId; most: number; alone: number }[] = [
  { id: 'play', most: 2, alone: 4 },
  { id: 'ask', most: 4, alone: 0 },
  { id: 'trap', most: 2, alone: 0 },
  { id: 'say', most: 5, alone: 0 },
  { id: 'prove', most: 3, alone: 0 },
  { id: 'expect', most: 4, alone: 0 },
  { id: 'answer', most: 3, alone: 7 },
  { id: 'take', most: 4, alone: 8 },
  { id: 'alone', most: 4, alone: 0 },
];

/** Where a line of a card stands, and what copying it is called. */
const LINES: Record<BriefLine['part'], { section: SectionId; copies?: 'claim' | 'objection' | 'text' }> = {
  question: { section: 'ask', copies: 'text' },
  trap: { section: 'trap', copies: 'text' },
  win: { section: 'say', copies: 'claim' },
  proof: { section: 'prove', copies: 'claim' },
  objection: { section: 'expect', copies: 'objection' },
  lose: { section: 'alone' },
  pricing: { section: 'alone' },
};

/** A heading with the room above it. */
const HEADING_LINES = 1.9;
/** The room between two entries. */
const GAP_LINES = 0.4;

/**
 * Puts a brief together: what fits best first, then what is checked, then what the field uses, then the id; what has
 * expired on `today` is left out, what is internal comes last and says so. As much as one page of paper holds.
 */
export function buildBrief(
  choice: BriefChoice,
  { cards, assets }: { cards: readonly BriefCard[]; assets: readonly BriefAsset[] },
  terms: BriefTerms,
  today: Day,
): Brief {
  const ownCards = cards
    .filter((card) => card.competitor === choice.competitor && freshnessOn(card, today) !== 'expired')
    .sort(compareTrust(today));
  const lines = rankLines(ownCards, choice, terms, today);
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const ranked = rankAssets([...byId.values()], choice, today);
  const wanted = PARTS.map((part) => {
    const found = [
      ...ranked
        .filter(({ kind }) => entryKinds[kind].section === part.id)
        .map((asset) => assetItem(asset, choice, terms, today)),
      ...lines
        .filter(({ line }) => sectionOfLine(line) === part.id)
        .map((each) => lineItem(each, choice, terms, today)),
    ];
    return { part, found, most: ownCards.length > 0 ? part.most : part.alone };
  });
  const counts = fitLists(
    wanted.map(({ found, most }) => ({
      heading: HEADING_LINES,
      heights: found.slice(0, most).map(heightOf),
      most,
    })),
    PAGE_LINES,
  );
  const claims = ownCards.flatMap((card) => card.lines.filter(({ until }) => until !== undefined));
  return {
    sections: wanted
      .map(({ part, found }, at) => sectionOf(part.id, found.slice(0, counts[at])))
      .filter(({ items }) => items.length > 0),
    cards: ownCards.map((source) => ({ source, why: trustReasons(source, today) })),
    claims: { live: claims.filter(({ until = '' }) => until >= today).length, all: claims.length },
  };
}

/** What is internal is read alone, whatever it says. */
function sectionOfLine({ part, internal }: BriefLine): SectionId {
  return internal === true ? 'alone' : LINES[part].section;
}

function lineItem(
  { card, line, speaksOf }: RankedLine,
  choice: BriefChoice,
  terms: BriefTerms,
  today: Day,
): BriefItem {
  return {
    source: sourceOf(card),
    copies: line.internal === true ? undefined : LINES[line.part].copies,
    head: line.heard ?? '',
    says: line.says,
    next: line.ask ?? '',
    fits: [competitorReason(choice, terms), ...mentionReasons(speaksOf, choice, terms)],
    why: lineReasons(line, today),
    internal: line.internal === true,
  };
}

function assetItem(asset: BriefAsset, choice: BriefChoice, terms: BriefTerms, today: Day): BriefItem {
  return {
    source: sourceOf(asset),
    copies: entryKinds[asset.kind].copies,
    head: asset.title,
    says: asset.says,
    next: asset.first ?? '',
    fits: fitReasons(asset, choice, terms),
    why: assetReasons(asset, today),
    internal: false,
  };
}

const sourceOf = ({ id, kind, title, revision, product }: BriefSource): BriefSource => ({
  id,
  kind,
  title,
  revision,
  product,
});

/** What all entries of a section fit stands beside its heading; most often that is the first thing. */
function heightOf({ head, says, next, fits, why, internal }: BriefItem): number {
  const small = [...fits.slice(1), ...why, ...(internal ? ['Do not say aloud'] : [])];
  return (
    GAP_LINES +
    countLines(head) +
    countLines(says) +
    countLines(next === '' ? '' : `Then ask ${next}`) +
    countSmallLines(small.join(' · '))
  );
}

function sectionOf(id: SectionId, items: readonly BriefItem[]): BriefSection {
  const fits = (items[0]?.fits ?? []).filter((reason) => items.every((item) => item.fits.includes(reason)));
  return {
    id,
    fits,
    items: items.map((item) => ({ ...item, fits: item.fits.filter((reason) => !fits.includes(reason)) })),
  };
}
