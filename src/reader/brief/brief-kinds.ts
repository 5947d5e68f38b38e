import type { Kind, kindDefinitions } from '../../library/kinds/kinds.ts';

type BriefUse<K extends Kind> = (typeof kindDefinitions)[K]['brief'];
/** Kinds that come into a brief as a whole, one entry each; their own files say so. */
export type EntryKind = { [K in Kind]: BriefUse<K> extends string ? never : K }[Kind];
/** Kinds of which a brief takes single lines. */
export type LinesKind = { [K in Kind]: BriefUse<K> extends 'lines' ? K : never }[Kind];

export type SectionId = 'play' | 'ask' | 'trap' | 'say' | 'prove' | 'expect' | 'answer' | 'take' | 'alone';

/** How an entry of a kind stands in a brief. */
interface EntryOfKind {
  section: SectionId;
  /** Customers ask about anything: it need not be made for the situation, as long as it is not made for another. */
  holdsAnywhere?: boolean;
  /** What copying it is called; left out where it is to be opened. */
  copies?: 'answer';
}

/**
 * How an entry of each such kind stands in a brief; a page in a browser must not get the definitions of all kinds for
 * it.
 */
export const entryKinds: { readonly [K in EntryKind]: EntryOfKind } = {
  play: { section: 'play' },
  answer: { section: 'answer', holdsAnywhere: true, copies: 'answer' },
  collateral: { section: 'take' },
};
