/**
 * The one way to the clipboard, with two sorts of copy that know nothing of each other: what a customer may have, and the
 * note line for the CRM. Neither is remembered as a mode: each has its own button or key.
 */
import type { CopyNode, PlainAtLeast, Stays } from '../../reader/copy/copied.ts';
import { renderCrmNote, type CrmNote } from '../../reader/copy/crm-note.ts';
import { nodesOfText, renderForCustomer } from '../../reader/copy/customer-text.ts';
import { readToday } from '../today.ts';
import { writeClipboard } from './clipboard.ts';
import { offerByHand } from './copy-by-hand.ts';

/** Tells who asked for a copy what became of it, in a sentence. */
export interface Copying {
  /** It is on the clipboard, at once or later by the reader's own hand. */
  copied: (sentence: string) => void;
  /** It is not, and why, and what to do. */
  refused: (sentence: string) => void;
}

const REFUSED =
  'The browser did not let the hub copy. The text is selected: copy it yourself. Nothing was lost.';

/** @param source a text, or what stands in the page, from which is left out what stays inside the company */
export function copyForCustomer(source: string | CopyNode[], copying: Copying): Promise<void> {
  const { left, ...copied } = renderForCustomer(typeof source === 'string' ? nodesOfText(source) : source);
  if (copied.plain === '') {
    copying.refused(`Nothing was copied: ${left.length === 0 ? 'there are no words here' : namesOf(left)}.`);
    return Promise.resolve();
  }
  const without = left.length === 0 ? '' : ` Left out: ${namesOf(left)}.`;
  return copy(copied, `Copied for the customer.${without}`, copying);
}

export function copyForCrm(note: Omit<CrmNote, 'today'>, copying: Copying): Promise<void> {
  return copy(renderCrmNote({ ...note, today: readToday() }), 'Note line copied for the CRM.', copying);
}

export function copyLink(address: string, copying: Copying, says = 'The link is copied.'): Promise<void> {
  return copy({ plain: address, html: renderLink(address) }, says, copying);
}

/** The whole page with all that is internal, as programs read it. */
export async function copyMarkdown(address: string, copying: Copying): Promise<void> {
  const plain = await fetch(address).then(
    (answer) => (answer.ok ? answer.text() : undefined),
    () => undefined,
  );
  if (plain === undefined)
    return copying.refused('Nothing was copied: its Markdown comes over the network, which did not answer.');
  return copy(
    { plain },
    'Copied as Markdown, with what is internal: for your own tools, not for a customer.',
    copying,
  );
}

function renderLink(address: string): string {
  const link = document.createElement('a');
  link.href = address;
  link.textContent = address;
  return link.outerHTML;
}

async function copy(copied: PlainAtLeast, says: string, copying: Copying): Promise<void> {
  if (await writeClipboard(copied)) return copying.copied(says);
  copying.refused(REFUSED);
  offerByHand(copied, () => copying.copied(says));
}

const NAMES: Record<Stays, [one: string, more: string]> = {
  internal: ['what is internal', 'what is internal'],
  expired: ['what nobody checked in time', 'what nobody checked in time'],
  battlecard: ['a sentence about a battlecard', 'sentences about battlecards'],
  picture: ['a picture', 'pictures'],
  note: ['a note for you', 'notes for you'],
};

function namesOf(left: readonly Stays[]): string {
  const names = Object.entries(NAMES).flatMap(([why, [one, more]]) => {
    const times = left.filter((each) => each === why).length;
    return times === 0 ? [] : [times === 1 ? one : more];
  });
  return names.join(', ');
}
