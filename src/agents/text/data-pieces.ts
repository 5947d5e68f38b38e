import { mediaUrl } from '../../library/addresses.ts';
import type { Asset } from '../../library/asset.ts';
import { strengthWords } from '../../library/claim-source.ts';
import { claimGoodUntil } from '../../library/freshness.ts';
import {
  buildDataEntries,
  downloadsOf,
  linkOf,
  sayOfClaim,
  type DataEntries,
} from '../../library/kinds/asset-data.ts';
import type { Claim } from '../../library/kinds/fields.ts';
import type { Entry } from '../../library/kinds/kind.ts';
import { placeOfLink } from '../../library/link-providers.ts';
import { SPOKEN_KINDS } from '../../library/sentence.ts';
import { escapeMarkdown } from './markdown-source.ts';
import { NOT_ALOUD, type Piece } from './piece.ts';

/** What the front matter of an asset says, under the headings of its page. */
export function buildDataPieces(asset: Asset): Piece[] {
  const isShareable = asset.data.audience === 'shareable';
  const parts = buildDataEntries(asset).filter(({ entries, claims }) => entries.length + claims.length > 0);
  return parts.flatMap((part): Piece[] => {
    const isOpen = !part.isInternal && !part.isForReps && (isShareable || SPOKEN_KINDS.has(part.is));
    const theirs = isOpen ? {} : { forCustomer: '' };
    return [
      { is: 'heading', text: `## ${part.heading}`, ...theirs },
      ...part.entries.map((entry): Piece => ({ is: 'item', text: renderEntry(entry, part), ...theirs })),
      ...part.claims.map((claim) => claimPiece(claim, part)),
    ];
  });
}

/** Where an asset lies, when that is not the hub. */
export function buildLinkPieces(asset: Asset): Piece[] {
  const link = linkOf(asset);
  if (link === undefined) return [];
  const theirs = asset.data.audience === 'shareable' ? {} : { forCustomer: '' };
  const text = `[Open in ${escapeMarkdown(placeOfLink(link).name)}](<${link}>)`;
  return [{ is: 'block', text, ...theirs }];
}

/** What can be downloaded from the page of an asset. */
export function buildDownloadPieces(asset: Asset): Piece[] {
  const files = downloadsOf(asset);
  if (files.length === 0) return [];
  const heading: Piece = { is: 'heading', text: '## Files', forCustomer: '' };
  return [
    heading,
    ...files.map(({ file }): Piece => {
      const text = `- [${escapeMarkdown(file)}](${mediaUrl(`files/${file}`)})`;
      return { is: 'item', text, forCustomer: '' };
    }),
  ];
}

function renderEntry([words, reply = '', ask = '']: Entry, { is, isInternal }: DataEntries): string {
  const mark = isInternal ? `**${NOT_ALOUD}** ` : '';
  const own = is === 'objection' ? `“${escapeMarkdown(words)}”` : escapeMarkdown(words);
  return [
    `- ${mark}${own}`,
    ...(reply === ''
      ? []
      : [is === 'objection' ? `**Answer:** ${escapeMarkdown(reply)}` : escapeMarkdown(reply)]),
    ...(ask === '' ? [] : [`**Then ask:** ${escapeMarkdown(ask)}`]),
  ].join('\\\n  ');
}

function claimPiece(claim: Claim, part: DataEntries): Piece {
  const { source, source_url: url, seen_on: seenOn, strength } = claim;
  const until = claimGoodUntil(claim);
  const from = url === undefined ? escapeMarkdown(source) : `[${escapeMarkdown(source)}](${url})`;
  const sure = strengthWords[strength] === '' ? '' : `; ${strengthWords[strength]}`;
  return {
    is: 'claim',
    text: escapeMarkdown(claim.claim),
    note: `${from}, seen ${seenOn}, good until ${until}${sure}`,
    until,
    ...(sayOfClaim(part, claim) === 'aloud' ? {} : { forCustomer: '' }),
  };
}
