import { shorten } from '../library/shorten.ts';
import { renderDay, type Day } from '../library/dates.ts';
import { escapeHtml } from '../library/escape-html.ts';

/** What a note for the customer's record says beside the text that was copied. */
export interface CopiedFrom {
  /** The title of the asset. */
  title: string;
  /** What of it was copied, such as an objection in the customer's words; '' for the asset as a whole. */
  about: string;
  /** Address of the page, with scheme and host. */
  url: string;
  /** Revision of the asset by meaning. */
  revision: string;
  /** The day on which it was copied. */
  today: Day;
}

/** One text in the two forms that a clipboard takes. */
export interface Copied {
  plain: string;
  html: string;
}

/** The longest title of what was copied that a note repeats. */
const MAX_ABOUT_CHARACTERS = 120;

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('');

/** The page as it was when it was copied: an address that still opens the page, and names the revision. */
function addressOf({ url, revision }: CopiedFrom): string {
  const address = new URL(url);
  address.search = '';
  address.searchParams.set('rev', revision);
  return address.href;
}

/** What, when and the link with the revision, on one line: fit for the activity field of any CRM. */
export function renderNote(from: CopiedFrom): string {
  return [wordsOf(from), addressOf(from)].join(' · ');
}

function wordsOf({ title, about, today }: CopiedFrom): string {
  const short = shorten(about, MAX_ABOUT_CHARACTERS);
  return [title, ...(short === '' ? [] : [short]), `used ${renderDay(today)}`].join(' · ');
}

/** A text as it goes to the clipboard, with a note below it where one is wanted. */
export function renderCopied(text: string, from?: CopiedFrom): Copied {
  if (from === undefined) return { plain: text, html: paragraphs(text) };
  return {
    plain: `${text}\n\n${renderNote(from)}`,
    html: `${paragraphs(text)}<p>${escapeHtml(wordsOf(from))} · <a href="${escapeHtml(addressOf(from))}">link</a></p>`,
  };
}
