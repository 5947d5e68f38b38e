/** What stands in a page, read for the clipboard: elements and words, and what of them stays inside the company. */
import { CALL_PATH, urlOf } from '../../library/addresses.ts';
import { names as battlecard } from '../../library/kinds/battlecard.ts';
import type { CopyElement, CopyNode, Stays } from '../../reader/copy/copied.ts';
import { readToday } from '../today.ts';

/** Made for the page and not by who wrote: buttons, marks, what is not shown. */
const OF_THE_PAGE =
  'button, svg, script, style, template, [hidden], [aria-hidden=true], .sr-only, [data-footnote-ref], [data-footnote-backref]';

/** @param nodes parts of the page as they stand there now */
export function readCopied(nodes: Iterable<Node>): CopyNode[] {
  return [...nodes].flatMap(readNode);
}

function readNode(node: Node): CopyNode[] {
  if (node instanceof Text) return [node.data];
  // Comments are no part of what a reader sees.
  if (!(node instanceof Element) || node.matches(OF_THE_PAGE)) return [];
  if (node instanceof HTMLInputElement) return [node.checked ? '☑ ' : '☐ '];
  const made: CopyElement = { tag: node.localName, children: readCopied(node.childNodes) };
  const stays = whyItStays(node);
  if (stays !== undefined) return [{ ...made, stays }];
  if (node instanceof HTMLOListElement) made.start = node.start;
  if (node instanceof HTMLAnchorElement && leadsOutside(node)) made.href = node.href;
  return [made];
}

/** A struck-out text is not said any more; a callout speaks to who sells, not to who buys. */
function whyItStays(node: Element): Stays | undefined {
  if (node.matches('[data-internal], .internal')) return 'internal';
  if (node.matches('[data-until]') && isExpired(node)) return 'expired';
  if (node instanceof HTMLAnchorElement && isCard(node)) return 'battlecard';
  if (node.matches('img, picture')) return 'picture';
  return node.matches('.callout, del') ? 'note' : undefined;
}

/** Whether something may not be repeated any more, by the clock of this moment. */
export function isExpired(node: Element): boolean {
  const until = node.closest('[data-until]')?.getAttribute('data-until') ?? '';
  return until !== '' && until < readToday();
}

const leadsOutside = ({ href, origin, protocol }: HTMLAnchorElement): boolean =>
  href !== '' &&
  (/^(?:mailto|tel):$/.test(protocol) || (/^https?:$/.test(protocol) && origin !== location.origin));

const isCard = ({ origin, pathname }: HTMLAnchorElement): boolean =>
  origin === location.origin &&
  [urlOf(battlecard.folder), CALL_PATH].some((folder) => pathname.startsWith(folder));
