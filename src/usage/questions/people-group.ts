import type { LibraryIndex } from './library-facts.ts';

/**
 * What somebody did, from its narrowest description to its widest: whoever did the first did all the others, in the same
 * time. Equal words mean the same, in whichever question they stand, so they are made here only: numbers of the same
 * people are rounded in the same way.
 */
export type Activity = readonly [string, ...string[]];

/** Groups of people that stand in an answer, by what they have in common. */
export const did = {
  useHub: ['use the hub'],
  /** Who used it in a week and so many weeks before. */
  comeBack: (later: number): Activity =>
    later === 0 ? did.useHub : [`use the hub, as ${String(later)} weeks before`, ...did.useHub],
  useProduct: (product: string): Activity => [`use ${product}`, ...did.useHub],
  /** Its use in call mode, on a brief, beside the deal or through an agent. */
  carry: (product: string): Activity => [`carry ${product} into a call`, ...did.useProduct(product)],
  carryBy: (surface: string, product: string): Activity => [
    `carry ${product} into a call by ${surface}`,
    ...did.carry(product),
  ],
  useAsset: (asset: string, { assetById }: LibraryIndex): Activity => {
    const product = assetById.get(asset)?.products[0];
    return [`use ${asset}`, ...(product === undefined ? did.useHub : did.useProduct(product))];
  },
  copyAsset: (asset: string, library: LibraryIndex): Activity => [
    `copy ${asset}`,
    ...did.useAsset(asset, library),
  ],
  downloadAsset: (asset: string, library: LibraryIndex): Activity => [
    `download ${asset}`,
    ...did.useAsset(asset, library),
  ],
  openLink: (asset: string, library: LibraryIndex): Activity => [
    `open the link of ${asset}`,
    ...did.useAsset(asset, library),
  ],
  seeSlide: (slide: number, file: string, asset: string, library: LibraryIndex): Activity => [
    `see slide ${String(slide)} of ${file} on ${asset}`,
    ...did.useAsset(asset, library),
  ],
  /** Whoever says so had the card open, or call mode, which is counted as its use on the same day. */
  hearObjection: (objection: string, asset: string, library: LibraryIndex): Activity => [
    `hear ${objection} of ${asset}`,
    ...did.useAsset(asset, library),
  ],
  /** Whoever passes a step has the page of the training open. */
  beginTraining: (asset: string, library: LibraryIndex): Activity => [
    `begin ${asset}`,
    ...did.useAsset(asset, library),
  ],
  finishTraining: (asset: string, library: LibraryIndex): Activity => [
    `finish ${asset}`,
    ...did.beginTraining(asset, library),
  ],
  readPagesOf: (department: string): Activity => [`read pages of ${department}`, ...did.useHub],
  search: ['search', 'use the hub'],
  find: ['find', 'search', 'use the hub'],
  openHit: ['open a hit', 'find', 'search', 'use the hub'],
  /** It began with a hit that was opened, seconds before. */
  land: ['come from a hit to a place', 'open a hit', 'find', 'search', 'use the hub'],
  landThere: [
    'land on the sentence',
    'come from a hit to a place',
    'open a hit',
    'find',
    'search',
    'use the hub',
  ],
  /** Typing is no event of its own, so this is a part of nothing else. */
  answerAt: (place: string): Activity => [`find an answer: ${place}`],
  answerSoonAt: (place: string): Activity => [`find an answer soon: ${place}`, ...did.answerAt(place)],
  findWords: (words: string): Activity => [`find: ${words}`, ...did.find],
  missWords: (words: string): Activity => [`find nothing: ${words}`, ...did.search],
  /** An agent is no person, and a part of nothing that people do. */
  missByAgent: (words: string): Activity => [`an agent finds nothing: ${words}`, 'ask as an agent'],
  /** Asking is offered where a search found nothing. */
  askFor: (words: string): Activity => [`ask for: ${words}`, ...did.missWords(words)],
} satisfies Record<string, Activity | ((...facts: never[]) => Activity)>;
