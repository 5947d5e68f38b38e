import { renderDay, type Day } from '../../library/dates.ts';
import { escapeHtml } from '../../library/escape-html.ts';
import { shorten } from '../../library/shorten.ts';
import type { Copied } from './copied.ts';

/** What a note for the customer's record says. */
export interface CrmNote {
  /** The title of the asset. */
  title: string;
  /** What of it was used, such as an objection in the customer's words; '' for the asset as a whole. */
  about: string;
  /** Address of the page, with scheme and host. */
  url: string;
  /** Revision of the asset by meaning. */
  revision: string;
  /** The day on which it was used. */
  today: Day;
}

/** The longest title of what was used that a note repeats. */
const MAX_ABOUT_CHARACTERS = 120;

/** The page as it was when it was used: an address that still opens the page, and names the revision. */
function addressOf({ url, revision }: CrmNote): string {
  const address = new URL(url);
  address.search = '';
  if (revision !== '') address.searchParams.set('rev', revision);
  return address.href;
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What, when and the link with the revision, on one line: fit for the activity field of any CRM. */
export function renderCrmNote(note: CrmNote): Copied {
  const about = shorten(onOneLine(note.about), MAX_ABOUT_CHARACTERS);
  const words = [
    onOneLine(note.title),
    ...(about === '' ? [] : [about]),
    `used ${renderDay(note.today)}`,
  ].join(' · ');
  const address = addressOf(note);
  return {
    plain: `${words} · ${address}`,
    html: `<p>${escapeHtml(words)} · <a href="${escapeHtml(address)}">link</a></p>`,
  };
}
